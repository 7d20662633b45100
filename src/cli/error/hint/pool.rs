//! Hints about one user of the user pool.

use crate::cli::Repeat;
use cruddur::error::PoolError;

/// Returns the hint of an error.
pub fn hint(error: &PoolError, repeat: &Repeat) -> String {
    let list = repeat.run("cognito list-users");
    match error {
        PoolError::NoUser { .. } => format!("{list} lists the handles and subs of the pool"),
        PoolError::SeveralUsers { .. } => format!("give the sub of one of them; {list} shows who they are"),
        PoolError::NameTaken { .. } => format!("give another name; {list} shows whose it is"),
        PoolError::AliasTaken { .. } => "give another name".to_owned(),
        PoolError::CannotBeConfirmed { status, .. } if status == "FORCE_CHANGE_PASSWORD" => format!(
            "the user sets a password at the first sign-in, or aws cognito-idp admin-set-user-password --permanent{} sets one",
            repeat.of_aws("cognito-idp")
        ),
        PoolError::CannotBeConfirmed { .. } => format!("{list} lists the status of every user"),
    }
}
