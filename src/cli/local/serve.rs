//! `cruddur local serve`

use crate::cli::context::Context;
use crate::cli::error::Failure;
use cruddur::server::{LocalDynamoDb, Server};
use cruddur::target::{Named, Request, Stores, Target};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur local serve
  cruddur local serve --port 0
  AWS_ENDPOINT_URL=http://localhost:8000 aws dynamodb list-tables")]
pub struct Args {
    /// The port of 127.0.0.1; 0 for any free one
    #[arg(long, value_name = "N", default_value_t = 8000)]
    port: u16,
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    if context.global.dry_run {
        return Err(Failure::usage(
            "--dry-run has no meaning for a server".to_owned(),
            "cruddur ddb list-tables --embedded lists the tables that it would serve".to_owned(),
        ));
    }
    let embedded = Named { name: "cruddur local serve", value: true };
    let request = Request { embedded, ..context.request() };
    let target = Target::resolve(&request, Stores { messages: true, ..Stores::default() }).await?;
    context.ui.status(&format!("target: {target}"));
    let dynamodb = LocalDynamoDb::new(target, context.ui.observer()).await?;
    let server = Server::bind(args.port).await?;
    context.ui.important(&format!("http://localhost:{}; Ctrl-C ends it", server.port()));
    server.run_dynamodb(dynamodb, context.stopping()).await;
    Ok(())
}
