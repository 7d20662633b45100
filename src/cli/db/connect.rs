//! `cruddur db connect`

use super::state;
use crate::cli::context::Context;
use cruddur::Error;
use cruddur::error::TargetError;
use cruddur::target::Stores;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::os::unix::process::CommandExt;
use std::process::Command;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur db connect
  cruddur --prod db connect --write")]
pub struct Args {
    /// On prod, let transactions write
    #[arg(long)]
    write: bool,
    /// Arguments of psql, after --, such as -- -c 'SELECT 1'
    #[arg(last = true, value_name = "PSQL_ARGUMENT")]
    arguments: Vec<OsString>,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { users: true, ..Stores::default() }).await?;
    let only_reads = at.target.is_prod() && !args.write;
    state::refuse_embedded(&at, "which psql cannot open")?;
    let Some(psql) = at.psql(only_reads, context.global.dry_run).await? else {
        return Err(Error::Target(TargetError::NoProdDatabase).into());
    };
    if only_reads {
        context.ui.status("transactions only read; --write lets them write");
    }
    if context.global.dry_run {
        return Ok(());
    }
    let mut command = Command::new("psql");
    command.args(["--dbname", &psql.conninfo]).args(&args.arguments);
    if let Some(password) = psql.password {
        command.env("PGPASSWORD", password);
    }
    // psql takes the place of this process, so that the terminal and every signal are its own.
    let error = command.exec();
    if error.kind() == ErrorKind::NotFound {
        return Err(Error::Target(TargetError::NoPsql).into());
    }
    Err(anyhow::Error::new(error).context("psql cannot be started"))
}
