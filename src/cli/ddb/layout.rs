//! The layout that a command writes.

use crate::cli::context::{At, Context};
use crate::cli::error::Failure;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use cruddur::Error;
use cruddur::ddb::Table;
use cruddur::messaging::{Layout, Sample};

// The layout option. No doc comment: clap would take it for what the whole command does.
#[derive(Debug, clap::Args)]
pub struct LayoutArg {
    /// The layout to write to an empty table: model, or flask (the deployed backend's)
    #[arg(long, value_name = "LAYOUT", value_parser = layouts())]
    layout: Option<Layout>,
}

/// Returns the parser of layouts, which also gives their names to shell completion.
fn layouts() -> impl TypedValueParser<Value = Layout> {
    let names = Layout::IN_KEY_ORDER.map(|layout| layout.to_string());
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Layout>())
}

impl LayoutArg {
    /// Returns the layout to write: the table's own, as `sample` shows it, or else the one that was asked for.
    pub fn choose(&self, context: &Context, at: &At, messages: &Table, sample: Sample) -> anyhow::Result<Layout> {
        match (sample.layout, self.get()?) {
            (Some(found), Some(asked)) if found != asked => {
                context.ui.warn(&format!("table {} holds the {found} layout, which is kept", messages.table()));
                Ok(found)
            }
            (Some(found), _) => Ok(found),
            (None, Some(asked)) => Ok(asked),
            (None, None) if at.target.is_prod() => {
                Err(Error::LayoutUnknown { table: messages.table().to_owned() }.into())
            }
            (None, None) => Ok(Layout::default()),
        }
    }

    fn get(&self) -> anyhow::Result<Option<Layout>> {
        let from_variable = || crate::cli::environment::variable("CRUDDUR_LAYOUT").map(|text| text.parse()).transpose();
        match self.layout {
            Some(layout) => Ok(Some(layout)),
            None => from_variable().map_err(|why| {
                Failure::usage(format!("CRUDDUR_LAYOUT: {why}"), "set it to model or flask, or unset it".to_owned())
            }),
        }
    }
}
