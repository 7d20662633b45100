//! `cruddur config show`

use crate::cli::Global;
use crate::cli::context::Context;
use crate::cli::environment::DEFAULT;
use crate::cli::error::{Failure, hint};
use crate::cli::global::ENVIRONMENT;
use crate::cli::masked::masked;
use crate::cli::output::{Row, named_format, row};
use clap::ValueEnum;
use cruddur::target::{Named, Setting, settings};
use serde_json::{Value, json};

/// The source of a setting without a value.
const NOT_SET: &str = "not set";

#[derive(Debug, clap::Args)]
#[command(after_help = super::EXAMPLES)]
pub struct Args {}

/// A row of the output.
struct Line {
    setting: &'static str,
    value: Value,
    source: String,
    problem: Option<anyhow::Error>,
}

impl Line {
    fn new<T: Into<Value>>(setting: &'static str, Named { name, value }: Named<T>) -> Self {
        Self { setting, value: value.into(), source: name.to_owned(), problem: None }
    }

    fn of(Setting { name, value, source, problem }: Setting) -> Self {
        let value = json!(value.as_deref().map(masked));
        Self { setting: name, value, source, problem: problem.map(Into::into) }
    }

    fn row(&self) -> Row {
        // The causes are part of it: a row has one line.
        let problem = self.problem.as_ref().map(|problem| format!("{problem:#}"));
        row([
            ("setting", json!(self.setting)),
            ("value", self.value.clone()),
            ("source", json!(self.source)),
            ("problem", json!(problem.as_deref().map(masked))),
        ])
    }
}

pub async fn run(context: &Context, _: &Args) -> anyhow::Result<()> {
    let mut lines: Vec<Line> = settings(&context.request()).await.into_iter().map(Line::of).collect();
    lines.insert(0, environment(context));
    lines.extend([table(context), output(context)?, Line::new("timeout", context.timeout()), insecure_http(context)]);
    context.ui.list(&["setting", "value", "source", "problem"], lines.iter().map(Line::row))?;
    let wrong: Vec<&anyhow::Error> = lines.iter().filter_map(|line| line.problem.as_ref()).collect();
    match wrong.first() {
        None => Ok(()),
        Some(first) => {
            let what = format!("{} of {} settings cannot be used", wrong.len(), lines.len());
            Err(Failure::Settings { what, hint: hint(first, &context.global.repeat()) }.into())
        }
    }
}

fn environment(context: &Context) -> Line {
    let Global { env, environment, .. } = &context.global;
    let name = match (environment, env) {
        (None, _) => NOT_SET,
        (Some(_), Some(_)) => "--env",
        (Some(_), None) => ENVIRONMENT,
    };
    Line::new("env", Named { name, value: environment.as_ref().map(|environment| environment.name.clone()) })
}

fn table(context: &Context) -> Line {
    let line = Line::new("table", context.named_table());
    match context.table() {
        Ok(_) => line,
        Err(problem) => Line { value: Value::Null, problem: Some(problem), ..line },
    }
}

fn output(context: &Context) -> anyhow::Result<Line> {
    let Named { name, value } = named_format(context.global.output)?;
    let value = value.to_possible_value().map(|value| value.get_name().to_owned());
    Ok(Line::new("output", Named { name, value }))
}

fn insecure_http(context: &Context) -> Line {
    let value = context.global.insecure_http;
    Line::new("insecure_http", Named { name: if value { "--insecure-http" } else { DEFAULT }, value })
}
