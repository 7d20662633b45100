//! `cruddur stack env`

use super::args::Which;
use crate::cli::context::Context;
use crate::cli::output::row;
use crate::cli::shell::quoted;
use clap::ValueEnum;
use cruddur::ddb::DEFAULT_TABLE;
use cruddur::stack::Description;
use serde_json::json;

/// The variable that holds a password.
const URL: &str = "PROD_CONNECTION_URL";

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  eval \"$(cruddur stack env)\"
  cruddur stack env --format dotenv > .env
  cruddur stack env --format github                  into $GITHUB_ENV")]
pub struct Args {
    #[command(flatten)]
    which: Which,
    /// What reads the variables
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    /// A POSIX shell
    #[default]
    Sh,
    /// A .env file
    Dotenv,
    /// GITHUB_ENV of GitHub Actions
    Github,
}

/// A variable of the app.
struct Variable {
    name: &'static str,
    value: String,
    /// Whether the password is missing from it.
    lacks_password: bool,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = args.which.open(context).await?;
    let variables = variables(&at.stack.described().await?)?;
    if context.ui.is_brief() {
        let lines: String = variables.iter().filter_map(|variable| args.format.line(variable)).collect();
        context.ui.raw(lines.as_bytes())?;
    } else {
        let whole = variables.iter().filter(|variable| !variable.lacks_password);
        context.ui.list(
            &["name", "value"],
            whole.map(|variable| row([("name", json!(variable.name)), ("value", json!(variable.value))])),
        )?;
    }
    if variables.iter().any(|variable| variable.lacks_password) {
        context.ui.status(&format!("{URL} lacks the password, which is in the secret of the output DatabaseSecret"));
    }
    Ok(())
}

/// The variables of the app, from the outputs of the stack.
fn variables(found: &Description) -> cruddur::Result<Vec<Variable>> {
    let whole = |name, value: &str| Variable { name, value: value.to_owned(), lacks_password: false };
    let mut variables = vec![whole("AWS_DEFAULT_REGION", found.output("Region")?)];
    let table = found.output("TableName")?;
    if table != DEFAULT_TABLE {
        variables.push(whole("CRUDDUR_TABLE", table));
    }
    // The stack of the table alone has neither users nor a user pool.
    if found.output("DatabaseHost").is_err() {
        return Ok(variables);
    }
    variables.push(whole("COGNITO_USER_POOLS_ID", found.output("UserPoolId")?));
    variables.push(whole("COGNITO_CLIENT_ID", found.output("UserPoolClientId")?));
    let value = format!(
        "postgresql://{}:PASSWORD@{}:{}/{}",
        found.output("DatabaseUser")?,
        found.output("DatabaseHost")?,
        found.output("DatabasePort")?,
        found.output("DatabaseName")?
    );
    variables.push(Variable { name: URL, value, lacks_password: true });
    Ok(variables)
}

impl Format {
    /// The line of a variable. One that lacks its password is a comment; GITHUB_ENV has no comments.
    fn line(self, variable: &Variable) -> Option<String> {
        let Variable { name, value, lacks_password } = variable;
        match (self, lacks_password) {
            (Self::Github, true) => None,
            (Self::Sh, true) => Some(format!("# export {name}={value}\n")),
            (Self::Dotenv, true) => Some(format!("# {name}={value}\n")),
            (Self::Sh, false) => Some(format!("export {name}={}\n", quoted(value))),
            (Self::Dotenv | Self::Github, false) => Some(format!("{name}={value}\n")),
        }
    }
}
