//! Parsers of the values of options.

use super::context::now;
use cruddur::Error;
use cruddur::timestamp::Timestamp;
use std::collections::HashSet;

/// Parses a count of at least 1 that fits into 32 bits.
pub fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) => Err("the minimum is 1".to_owned()),
        Ok(count) => u32::try_from(count).map(|_| count).map_err(|_| format!("the maximum is {}", u32::MAX)),
        Err(error) => Err(format!("{error}")),
    }
}

pub fn table_name(name: &str) -> Result<String, String> {
    cruddur::ddb::check_table_name(name).map(|()| name.to_owned()).map_err(|error| error.to_string())
}

/// Parses the begin of a period that ends now, as `2h`, or a date or time.
pub fn since(text: &str) -> anyhow::Result<Timestamp> {
    Ok(Timestamp::parse_since(text, now()?)?)
}

/// Checks that an option that may be repeated gives no name twice: the last value would win. `what` is what a name is called.
pub fn check_once<'a>(what: &str, names: impl IntoIterator<Item = &'a String>) -> cruddur::Result<()> {
    let mut seen = HashSet::new();
    match names.into_iter().find(|name| !seen.insert(*name)) {
        Some(name) => Err(Error::Invalid { what: format!("the {what} {name}"), why: "it is given twice".to_owned() }),
        None => Ok(()),
    }
}
