//! Whether items are printed as DynamoDB JSON: the option of every command that prints items.

use cruddur::ddb::{Item, plain_json, raw_json};
use cruddur::messaging::TABLE_SCHEMA;
use serde_json::Value;

// The option. No doc comment: clap would take it for what the whole command does.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct Raw {
    /// Print DynamoDB JSON, which keeps every type
    #[arg(long = "raw")]
    is_raw: bool,
}

impl Raw {
    pub fn is_raw(self) -> bool {
        self.is_raw
    }

    /// Returns the attributes of an item in the form and the order in which they are printed.
    pub fn attributes(self, item: Item) -> Vec<(String, Value)> {
        let order = TABLE_SCHEMA.attribute_order;
        if self.is_raw { raw_json(&item, order) } else { plain_json(item, order) }
    }
}
