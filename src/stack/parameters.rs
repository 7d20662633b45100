//! Which value each parameter of a change set gets.

use crate::error::{Result, StackError};
use aws_sdk_cloudformation::types::Parameter;
use std::collections::BTreeMap;

/// A parameter that a template declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Declared {
    pub(super) name: String,
    pub(super) has_default: bool,
}

/// The parameters of a request: the given values, then those that the stack has, then the defaults of the template. CloudFormation itself
/// would take the default for one that is left out, and so undo what was set before.
///
/// # Errors
/// [`StackError::UnknownParameter`], [`StackError::MissingParameter`].
pub(super) fn parameters(
    declared: &[Declared],
    given: &BTreeMap<String, String>,
    previous: &[(String, String)],
) -> Result<Vec<Parameter>> {
    let unknown: Vec<String> =
        given.keys().filter(|name| !declared.iter().any(|have| have.name == **name)).cloned().collect();
    if !unknown.is_empty() {
        let known = declared.iter().map(|have| have.name.clone()).collect();
        return Err(StackError::UnknownParameter { names: unknown, known }.into());
    }
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for Declared { name, has_default } in declared {
        let parameter = Parameter::builder().parameter_key(name);
        if let Some(value) = given.get(name) {
            found.push(parameter.parameter_value(value).build());
        } else if previous.iter().any(|(have, _)| have == name) {
            found.push(parameter.use_previous_value(true).build());
        } else if !has_default {
            missing.push(name.clone());
        }
    }
    match missing.is_empty() {
        true => Ok(found),
        false => Err(StackError::MissingParameter { names: missing }.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(name: &str, has_default: bool) -> Declared {
        Declared { name: name.to_owned(), has_default }
    }

    #[test]
    fn a_given_value_comes_before_the_previous_one_and_that_before_the_default() {
        let declared = [declared("a", true), declared("b", true), declared("c", true)];
        let given = BTreeMap::from([("a".to_owned(), "1".to_owned())]);
        let previous =
            [("a".to_owned(), "0".to_owned()), ("b".to_owned(), "0".to_owned()), ("gone".to_owned(), "0".to_owned())];
        let found = parameters(&declared, &given, &previous).unwrap();
        let shown: Vec<_> =
            found.iter().map(|one| (one.parameter_key(), one.parameter_value(), one.use_previous_value())).collect();
        assert_eq!(shown, [(Some("a"), Some("1"), None), (Some("b"), None, Some(true))]);
    }

    #[test]
    fn what_is_missing_and_what_is_unknown_is_named() {
        let declared = [declared("a", false), declared("b", false)];
        let error = parameters(&declared, &BTreeMap::new(), &[]).unwrap_err();
        assert_eq!(error.to_string(), "no value is given for the parameters a, b");
        let given = BTreeMap::from([("x".to_owned(), String::new())]);
        let error = parameters(&declared, &given, &[]).unwrap_err();
        assert_eq!(error.to_string(), "the template has no parameter x");
    }
}
