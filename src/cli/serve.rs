//! `cruddur serve`

use super::browser::Opened;
use super::context::{At, Context};
use super::ddb::layout::LayoutArg;
use super::ddb::user_args::{default_user, user};
use super::environment::variable;
use super::error::Failure;
use super::guard::Harm;
use clap::builder::NonEmptyStringValueParser;
use cruddur::Error;
use cruddur::ddb::Table;
use cruddur::error::TargetError;
use cruddur::messaging::Layout;
use cruddur::server::{Operator, OperatorToken, Server, Settings, WebOrigin};
use cruddur::target::{PoolAt, Stores};

/// The variable with the URL of the app's frontend, whose pages may use the server.
const FRONTEND_URL: &str = "FRONTEND_URL";

/// The variable with the id of the app client, whose tokens are accepted.
const CLIENT_ID: &str = "COGNITO_CLIENT_ID";

/// The stores that the server reads.
const STORES: Stores = Stores { messages: true, users: true, pool: true };

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur serve
  cruddur serve --as londo --port 0
  cruddur serve --allow-origin http://localhost:3000
  cruddur --prod serve --write --confirm cruddur-messages")]
pub struct Args {
    /// The port of 127.0.0.1; 0 for any free one
    #[arg(long, value_name = "N", default_value_t = 4567)]
    port: u16,
    /// The handle of the user that the printed URL signs in, or a uuid if several users share the handle [default: andrewbrown]
    #[arg(long = "as", value_name = "HANDLE", value_parser = NonEmptyStringValueParser::new())]
    handle: Option<String>,
    /// Allow writes to prod; the name of the table has to be confirmed
    #[arg(long)]
    write: bool,
    /// The origin of another page that may use the server, such as the app's frontend
    #[arg(long, value_name = "URL", value_parser = origin)]
    allow_origin: Vec<WebOrigin>,
    /// Open the page in a browser
    #[arg(long)]
    open: bool,
    #[command(flatten)]
    layout: LayoutArg,
}

fn origin(url: &str) -> Result<WebOrigin, String> {
    WebOrigin::parse(url)
        .ok_or_else(|| "an origin has a scheme, a host and maybe a port: http://localhost:3000".to_owned())
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = resolve(context).await?;
    let writes = args.writes(context, &at).await?;
    let (settings, token) = args.settings(context, &at, writes).await?;
    let server = Server::bind(args.port).await?;
    let access = if writes { "reads and writes" } else { "only reads" };
    let handle = &args.handle();
    context.ui.status(&format!("serving as {handle}, {access}; Ctrl-C ends it"));
    let url = format!("http://127.0.0.1:{}/#token={}", server.port(), token.reveal());
    context.ui.important(&url);
    let opened = args.open.then(|| Opened::open(&url)).transpose();
    let _opened = opened.unwrap_or_else(|error| {
        context.ui.warn(&format!("no browser was opened ({error}): open the address above"));
        None
    });
    server.run(settings, context.stopping()).await;
    Ok(())
}

/// Resolves the stores. A production without a user pool has no tokens of Cognito, and the operator's all the same.
async fn resolve(context: &Context) -> anyhow::Result<At> {
    match context.resolve(STORES).await {
        Err(error) if matches!(error.downcast_ref(), Some(Error::Target(TargetError::NoPool))) => {
            context.resolve(Stores { pool: false, ..STORES }).await
        }
        resolved => resolved,
    }
}

impl Args {
    fn handle(&self) -> String {
        self.handle.clone().unwrap_or_else(default_user)
    }

    /// Returns whether messages may be written: on a local target always, on prod if it is confirmed.
    async fn writes(&self, context: &Context, at: &At) -> anyhow::Result<bool> {
        if context.global.dry_run || at.target.is_prod() && !self.write {
            return Ok(false);
        }
        if at.target.is_prod() {
            let messages = at.messages().await?;
            let doing = format!("let pages write messages to table {}", messages.table());
            context.guard_table(at, &messages, Harm::Destroys, &doing).await?;
        }
        Ok(true)
    }

    async fn settings(&self, context: &Context, at: &At, writes: bool) -> anyhow::Result<(Settings, OperatorToken)> {
        let messages = at.messages().await?;
        let layout = if writes { self.layout(context, at, &messages).await? } else { Layout::default() };
        let user = user(context, &at.users().await?, &self.handle(), "--as").await?;
        let token = OperatorToken::generate().ok_or_else(|| {
            Failure::partial("the system has no random numbers".to_owned(), "run it again".to_owned())
        })?;
        let settings = Settings {
            target: at.target.clone(),
            table: messages.table().to_owned(),
            observer: context.ui.observer(),
            operator: Operator::new(user, &token),
            client_id: self.client_id(context, at),
            allow_origins: self.origins()?,
            writes,
            layout,
            records: at.pending_directory(),
            now: variable("CRUDDUR_NOW").map(|_| context.now()).transpose()?,
        };
        Ok((settings, token))
    }

    async fn layout(&self, context: &Context, at: &At, messages: &Table) -> anyhow::Result<Layout> {
        self.layout.choose(context, at, messages, messages.sample().await?)
    }

    /// Returns the origins of `--allow-origin` and of the frontend.
    fn origins(&self) -> anyhow::Result<Vec<WebOrigin>> {
        let mut origins = self.allow_origin.clone();
        if let Some(url) = variable(FRONTEND_URL) {
            let parsed = origin(&url).map_err(|why| {
                Failure::usage(format!("{FRONTEND_URL}: {why}"), "set it to such a URL, or unset it".to_owned())
            });
            origins.push(parsed?);
        }
        Ok(origins)
    }

    /// Returns the app client whose tokens are accepted. The embedded pool has its own.
    fn client_id(&self, context: &Context, at: &At) -> Option<String> {
        let client_id = variable(CLIENT_ID);
        if client_id.is_none() && matches!(at.target.pool, Some(PoolAt::Cognito { .. })) {
            context.ui.status(&format!("{CLIENT_ID} is not set, so no token of Cognito is accepted"));
        }
        client_id
    }
}
