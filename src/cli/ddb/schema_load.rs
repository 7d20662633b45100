//! `cruddur ddb schema-load`

use super::wait::Wait;
use crate::cli::check::Check;
use crate::cli::context::{At, Context};
use crate::cli::error::Failure;
use crate::cli::guard::Harm;
use crate::cli::output::{Row, row};
use clap::ValueEnum;
use cruddur::ddb::{Billing, Change, Plan, SchemaFix, Table, TableSpec};
use cruddur::target::Stores;
use serde_json::json;

const COLUMNS: [&str; 5] = ["table", "status", "change", "found", "wanted"];

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  cruddur ddb schema-load
  cruddur ddb schema-load --dry-run
  cruddur ddb schema-load --prod --check      in CI: 6 if the table differs
  cruddur ddb schema-load prod --billing on-demand")]
pub struct Args {
    /// The word prod: the same as --prod
    #[arg(value_name = "prod", value_parser = ["prod"], hide_possible_values = true)]
    target: Option<String>,
    /// The billing mode [default: provisioned; on prod an existing table keeps its mode]
    #[arg(long, value_enum, value_name = "MODE")]
    billing: Option<Mode>,
    /// Read capacity units of a provisioned table and of its index [default: 5]
    #[arg(long, value_name = "UNITS", value_parser = clap::value_parser!(i64).range(1..))]
    read_capacity: Option<i64>,
    /// Write capacity units of a provisioned table and of its index [default: 5]
    #[arg(long, value_name = "UNITS", value_parser = clap::value_parser!(i64).range(1..))]
    write_capacity: Option<i64>,
    /// Switch deletion protection on, or off with =false [default: on for prod, else unchanged]
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    deletion_protection: Option<bool>,
    /// Switch point-in-time recovery on, if the endpoint has it [default: on for prod, else unchanged]
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    point_in_time_recovery: Option<bool>,
    #[command(flatten)]
    wait: Wait,
    #[command(flatten)]
    pub check: Check,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Mode {
    /// A fixed number of capacity units, by default 5 for reads and 5 for writes: the free tier
    Provisioned,
    /// Pay per request
    OnDemand,
}

impl Args {
    pub fn says_prod(&self) -> bool {
        self.target.is_some()
    }

    /// Returns the schema of the table. On prod the billing of an existing table changes only if an option asks for it, and
    /// protection and recovery are on unless an option says otherwise.
    fn spec(&self, prod: bool) -> anyhow::Result<TableSpec> {
        let capacity = self.read_capacity.or(self.write_capacity);
        let billing = match self.billing {
            Some(Mode::OnDemand) if capacity.is_some() => {
                return Err(Failure::usage(
                    "a table on demand has no --read-capacity or --write-capacity".to_owned(),
                    "leave them out, or take --billing provisioned".to_owned(),
                ));
            }
            Some(Mode::OnDemand) => Some(Billing::OnDemand),
            None if prod && capacity.is_none() => None,
            Some(Mode::Provisioned) | None => Some(Billing::Provisioned {
                read: self.read_capacity.unwrap_or(5),
                write: self.write_capacity.unwrap_or(5),
            }),
        };
        Ok(TableSpec {
            billing,
            deletion_protection: self.deletion_protection.or(prod.then_some(true)),
            point_in_time_recovery: self.point_in_time_recovery.unwrap_or(prod),
        })
    }
}

pub async fn run(context: &Context, args: &Args) -> anyhow::Result<()> {
    let at = context.resolve(Stores { messages: true, ..Stores::default() }).await?;
    let spec = args.spec(at.target.is_prod())?;
    let messages = at.messages().await?.waiting(args.wait.limit());
    let plan = messages.plan_schema(&spec).await?;
    if plan.creates() && plan.settling.is_none() && at.target.is_prod() {
        ask_for_another_region(context, &at, &messages);
    }
    if plan.changes.is_empty() {
        if !context.global.dry_run {
            // Another process may have just created it.
            messages.settle(&plan).await?;
        }
        context.ui.status(&format!("table {}: unchanged", messages.table()));
        return context.ui.report(&COLUMNS, [record(context, &messages, "unchanged", None)]);
    }
    if context.global.dry_run {
        let rows = plan.changes.iter().map(|change| record(context, &messages, planned(change), Some(change)));
        context.ui.report(&COLUMNS, rows)?;
        let differs = format!("table {} differs from its schema in {}", messages.table(), names(&plan));
        return args.check.end(Some(differs), "ddb schema-load", &context.global);
    }
    let mut rows: Vec<Row> = Vec::new();
    let fixed = fix(context, &at, &messages, &spec, &plan, &mut rows).await;
    if let Err(error) = fixed {
        // Changes before the error are reported too.
        if !rows.is_empty() {
            context.ui.report(&COLUMNS, rows)?;
        }
        return Err(error);
    }
    rows.extend(plan.impossible().map(|change| record(context, &messages, "cannot be changed", Some(change))));
    context.ui.report(&COLUMNS, rows)?;
    match plan.impossible().next() {
        None => Ok(()),
        Some(change) => Err(Failure::partial(
            format!("no update can change the {} of table {}", change.what, messages.table()),
            "create the index or the stream again by hand; to create the table again, export its items, then use cruddur ddb \
             drop-table"
                .to_owned(),
        )),
    }
}

/// A missing table on production is more likely in another region than not created yet.
fn ask_for_another_region(context: &Context, at: &At, messages: &Table) {
    let (table, region) = (messages.table(), at.target.region_or_default());
    let elsewhere = context.global.repeat().in_region("REGION");
    context.ui.warn(&format!(
        "table {table} is not in {region}: is it in another region? cruddur ddb list-tables{elsewhere} lists the tables of a region"
    ));
}

/// Makes the changes that an update can make. `setup` uses it too.
pub async fn fix(
    context: &Context,
    at: &At,
    messages: &Table,
    spec: &TableSpec,
    plan: &Plan,
    rows: &mut Vec<Row>,
) -> anyhow::Result<()> {
    if plan.fixable().next().is_some() {
        let doing = if plan.creates() { "create" } else { "update" };
        if at.target.is_prod() {
            for change in plan.fixable() {
                context.ui.status(&format!("to do: {} {} -> {}", change.what, change.found, change.wanted));
            }
        }
        context.guard_table(at, messages, Harm::Writes, &format!("{doing} table {}", messages.table())).await?;
    }
    for change in plan.fixable() {
        messages.fix(change, spec).await?;
        context.ui.status(&match change.fix {
            SchemaFix::CreateTable => format!("table {}: created", messages.table()),
            _ => format!("table {}: {} {} -> {}", messages.table(), change.what, change.found, change.wanted),
        });
        rows.push(record(context, messages, done(change), Some(change)));
    }
    Ok(())
}

fn record(context: &Context, messages: &Table, status: &str, change: Option<&Change>) -> Row {
    row([
        ("table", json!(messages.table())),
        ("status", json!(status)),
        ("change", json!(change.map(|change| change.what))),
        ("found", json!(change.map(|change| context.ui.value(&change.found)))),
        ("wanted", json!(change.map(|change| context.ui.value(&change.wanted)))),
    ])
}

/// Returns the names of a plan's changes.
fn names(plan: &Plan) -> String {
    plan.changes.iter().map(|change| change.what).collect::<Vec<_>>().join(", ")
}

fn planned(change: &Change) -> &'static str {
    match change.fix {
        SchemaFix::CreateTable => "would be created",
        SchemaFix::Impossible => "cannot be changed",
        _ => "would be updated",
    }
}

fn done(change: &Change) -> &'static str {
    if change.fix == SchemaFix::CreateTable { "created" } else { "updated" }
}
