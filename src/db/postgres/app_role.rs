//! The role of the app in PostgreSQL.

use super::{Operation, Postgres, Transaction};
use crate::db::{APP_ROLE, RoleLoad};
use crate::error::{DatabaseError, Error, Result};
use postgres::Row;

const OPERATION: Operation =
    Operation::new("creating the role of the app", &["display_name", "handle", "email", "cognito_user_id"]);

/// A role, membership or privilege that the app needs.
struct Need {
    what: String,
    is_met: bool,
    /// The statement that creates it. The server quoted the names in it.
    statement: String,
}

impl Postgres {
    /// Creates what is missing of the role in one transaction. A `GRANT` without effect may be only a warning, so the role is examined
    /// again before the commit.
    pub(super) fn create_app_role(&mut self) -> Result<Vec<RoleLoad>> {
        let at = self.url.to_string();
        self.with_refusal(&OPERATION, |client| {
            let mut transaction = client.transaction()?;
            transaction.batch_execute(include_str!("../sql/lock_schema.sql"))?;
            let before = needs(&mut transaction)?;
            for need in before.iter().filter(|need| !need.is_met) {
                transaction.batch_execute(&need.statement)?;
            }
            let refused = needs(&mut transaction)?.into_iter().filter(|need| !need.is_met);
            let privileges: Vec<String> = refused.map(|need| need.what).collect();
            if !privileges.is_empty() {
                return Ok(Err(Error::Database(DatabaseError::NoPrivilege { doing: OPERATION.doing, at, privileges })));
            }
            transaction.commit()?;
            Ok(Ok(before.into_iter().map(|need| RoleLoad { what: need.what, existed: need.is_met }).collect()))
        })
    }
}

/// Reads what the role needs, and whether it exists.
fn needs(transaction: &mut Transaction<'_>) -> Result<Vec<Need>, postgres::Error> {
    let need = |row: &Row| Ok(Need { what: row.try_get(0)?, is_met: row.try_get(1)?, statement: row.try_get(2)? });
    transaction.query(include_str!("../sql/app_role.sql"), &[&APP_ROLE])?.iter().map(need).collect()
}
