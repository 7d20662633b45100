//! The arguments that several commands have: which stack, and which template.

use crate::cli::context::Context;
use crate::cli::error::Failure;
use crate::cli::value_parser::check_once;
use cruddur::identity::account_and_region;
use cruddur::stack::{
    DEFAULT_STACK, DEFAULT_TABLE_STACK, Functions, Location, Source, Stack, Template, Wanted, default_network,
};
use std::collections::BTreeMap;
use std::path::PathBuf;

// No doc comments on these structs: clap would take them for what the whole command does.
#[derive(Debug, clap::Args)]
pub struct Which {
    /// The name of the stack [default: cruddur, or cruddur-table with --table-only]
    #[arg(long, value_name = "NAME")]
    stack_name: Option<String>,
    /// The stack of the table and its gateway endpoint alone
    #[arg(long)]
    pub table_only: bool,
}

#[derive(Debug, clap::Args)]
pub struct What {
    /// A template in place of the built-in one: a file of YAML or JSON
    #[arg(long, value_name = "FILE", conflicts_with = "table_only")]
    template: Option<PathBuf>,
    /// The value of a parameter; those left out keep what the stack has
    #[arg(long, value_name = "NAME=VALUE", value_parser = parameter)]
    parameter: Vec<(String, String)>,
    /// Use the default VPC of the region in place of a new one
    #[arg(long)]
    default_vpc: bool,
    /// The zip files of the functions: DIR/NAME/bootstrap.zip, as cargo-lambda leaves them in target/lambda
    #[arg(long, value_name = "DIR", conflicts_with = "table_only")]
    functions: Option<PathBuf>,
}

fn parameter(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("it takes NAME=VALUE".to_owned()),
    }
}

/// A stack, and where it is.
pub struct At {
    pub stack: Stack,
    pub location: Location,
}

impl At {
    /// Names the account, the region and the stack, for the question before a write. `id` is the ARN of the stack.
    pub fn facts(&self, id: &str) -> String {
        let (account, region) = account_and_region(id).unwrap_or(("unknown", self.location.region()));
        format!("prod: account {account}, region {region}, stack {}", self.stack.name())
    }
}

impl Which {
    /// The name of the stack.
    fn name(&self) -> &str {
        let default = if self.table_only { DEFAULT_TABLE_STACK } else { DEFAULT_STACK };
        self.stack_name.as_deref().unwrap_or(default)
    }

    /// Makes the client of the stack, and says on stderr where it is.
    ///
    /// # Errors
    /// A usage failure for `--endpoint-url`, which is DynamoDB's.
    pub async fn open(&self, context: &Context) -> anyhow::Result<At> {
        if context.global.endpoint_url.is_some() {
            return Err(Failure::usage(
                "--endpoint-url is the endpoint of DynamoDB, which this command does not use".to_owned(),
                "AWS_ENDPOINT_URL_CLOUDFORMATION names a stand-in of CloudFormation on this machine".to_owned(),
            ));
        }
        self.open_with_messages(context).await
    }

    /// As [`Which::open`], for a command that uses DynamoDB too.
    pub async fn open_with_messages(&self, context: &Context) -> anyhow::Result<At> {
        let location = Location::resolve(&context.request()).await?;
        context.ui.status(&format!("target: {location}, stack {}", self.name()));
        let stack = Stack::open(&location, self.name(), context.ui.observer()).await?;
        Ok(At { stack, location })
    }
}

impl What {
    /// What the stack should become.
    ///
    /// # Errors
    /// Those of the template and of [`What::parameters`].
    pub fn wanted(&self, context: &Context, which: &Which) -> anyhow::Result<Wanted> {
        let template = match &self.template {
            Some(path) => Template::from_file(path)?,
            None => built_in(context, which.table_only)?,
        };
        Ok(Wanted { source: Source::Template(template), parameters: self.parameters()? })
    }

    /// Returns the values of the parameters.
    ///
    /// # Errors
    /// [`cruddur::Error::Invalid`] for a parameter that is given twice.
    fn parameters(&self) -> anyhow::Result<BTreeMap<String, String>> {
        check_once("parameter", self.parameter.iter().map(|(name, _)| name))?;
        Ok(self.parameter.iter().cloned().collect())
    }

    /// Reads the zip files of the functions, before any call.
    ///
    /// # Errors
    /// A usage failure for a parameter that the files decide or that is given twice, and those of the files.
    pub fn functions(&self) -> anyhow::Result<Option<Functions>> {
        let Some(dir) = &self.functions else { return Ok(None) };
        let parameters = self.parameters()?;
        let names = parameters.keys().map(String::as_str);
        let both: Vec<&str> = names.filter(|name| Functions::PARAMETERS.contains(name)).collect();
        if !both.is_empty() {
            return Err(Failure::usage(
                format!(
                    "--functions sets the parameters {}, so --parameter cannot set {}",
                    Functions::PARAMETERS.join(", "),
                    both.join(", ")
                ),
                "give either --functions or these parameters".to_owned(),
            ));
        }
        Ok(Some(Functions::read(dir, parameters.get(Functions::ARCHITECTURE).map(String::as_str))?))
    }

    /// Adds the parameters of the default VPC, if it is asked for. A stack that is in it already keeps what it has.
    ///
    /// # Errors
    /// A usage failure for a parameter that the default VPC decides, and those of the service.
    pub async fn add_network(
        &self,
        context: &Context,
        which: &Which,
        at: &At,
        wanted: &mut Wanted,
    ) -> anyhow::Result<()> {
        const PARAMETERS: [&str; 3] = ["VpcId", "SubnetIds", "RouteTableIds"];
        if !self.default_vpc {
            return Ok(());
        }
        if let Some(both) = PARAMETERS.into_iter().find(|name| wanted.parameters.contains_key(*name)) {
            return Err(Failure::usage(
                format!("--default-vpc sets the parameter {both}, so --parameter cannot set it"),
                "give either --default-vpc or these parameters".to_owned(),
            ));
        }
        let network = default_network(&at.location, context.ui.observer()).await?;
        let before = at.stack.describe().await?;
        if before.is_some_and(|before| before.parameter("VpcId") == Some(&network.vpc)) {
            return Ok(());
        }
        context.ui.status(&format!("the default VPC is {}", network.vpc));
        if !network.has_endpoint.is_empty() {
            context.ui.status(&format!(
                "the route tables {} have an endpoint of DynamoDB already, and get no other",
                network.has_endpoint.join(", ")
            ));
        }
        // All that the table alone has in a VPC is its endpoint.
        if which.table_only && network.route_tables.is_empty() {
            return Ok(());
        }
        wanted.parameters.insert("VpcId".to_owned(), network.vpc);
        wanted.parameters.insert("RouteTableIds".to_owned(), network.route_tables.join(","));
        if !which.table_only {
            wanted.parameters.insert("SubnetIds".to_owned(), network.subnets.join(","));
        }
        Ok(())
    }
}

/// A built-in template, for the table of `--table`.
pub fn built_in(context: &Context, table_only: bool) -> anyhow::Result<Template> {
    let table = context.table()?;
    Ok(if table_only { Template::table_only(&table)? } else { Template::all(&table)? })
}
