//! The filter of a scan: the options that scan, count and export share.

use crate::cli::value_parser::check_once;
use cruddur::Result;
use cruddur::ddb::{Filter, expression_value};
use std::collections::HashMap;

// The options. No doc comment: clap would take it for what the whole command does.
#[derive(Debug, clap::Args)]
pub struct FilterArgs {
    /// Only the items that match this DynamoDB filter expression
    #[arg(long, visible_alias = "where", value_name = "EXPRESSION")]
    filter: Option<String>,
    /// The attribute that a #placeholder of the filter stands for; may be repeated
    #[arg(long, value_name = "#NAME=ATTRIBUTE", requires = "filter", value_parser = pair)]
    name: Vec<(String, String)>,
    /// The value that a :placeholder of the filter stands for, as text, JSON or DynamoDB JSON; may be repeated
    #[arg(long, value_name = ":NAME=VALUE", requires = "filter", value_parser = pair)]
    value: Vec<(String, String)>,
}

impl FilterArgs {
    /// Returns the filter, or `None` for every item.
    pub fn get(&self) -> Result<Option<Filter>> {
        let Some(expression) = &self.filter else { return Ok(None) };
        let values = self.value.iter().map(|(name, value)| Ok((prefixed(':', name), expression_value(value)?)));
        let names = self.name.iter().map(|(name, attribute)| (prefixed('#', name), attribute.clone()));
        let (names, values) = (once_each(names.collect())?, once_each(values.collect::<Result<_>>()?)?);
        Ok(Some(Filter { expression: expression.clone(), names, values }))
    }
}

/// Returns what each placeholder stands for.
///
/// # Errors
/// [`cruddur::Error::Invalid`] for one that is given twice.
fn once_each<T>(pairs: Vec<(String, T)>) -> Result<HashMap<String, T>> {
    check_once("placeholder", pairs.iter().map(|(placeholder, _)| placeholder))?;
    Ok(pairs.into_iter().collect())
}

fn pair(text: &str) -> std::result::Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("it takes NAME=VALUE")?;
    if name.trim_start_matches(['#', ':']).is_empty() {
        return Err("there is no name before the =".to_owned());
    }
    Ok((name.to_owned(), value.to_owned()))
}

/// Adds the sign of a placeholder if it is missing: users leave it out because a shell treats `#` as a comment.
fn prefixed(sign: char, name: &str) -> String {
    if name.starts_with(sign) { name.to_owned() } else { format!("{sign}{name}") }
}
