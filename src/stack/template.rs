//! The templates: the two that are built in, and those of files.

use crate::ddb::check_table_name;
use crate::error::{Result, StackError};
use crate::messaging::DEFAULT_TABLE;
use crate::text::small_file;
use std::path::Path;

/// Everything: table, functions, database, user pool and network.
const ALL: &str = include_str!("../../infra/cruddur.yml");

/// The table and a gateway endpoint.
const TABLE: &str = include_str!("../../infra/table.yml");

/// The bucket of the functions' zip files.
const CODE: &str = include_str!("../../infra/bootstrap.yml");

/// The limit of a template in a request, in bytes.
/// Source: CloudFormation user guide, "Understand CloudFormation quotas", "Template body size in a request".
const MAX_BODY: usize = 51_200;

/// The text of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template(String);

/// The template of a change set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// This template.
    Template(Template),
    /// The template that the stack has.
    Current,
}

impl Template {
    /// The built-in template of everything, for a table of this name.
    ///
    /// # Errors
    /// [`Error::Invalid`](crate::Error::Invalid) for a name that no table can have.
    pub fn all(table: &str) -> Result<Self> {
        Self::with_table(ALL, table)
    }

    /// The built-in template of the table alone.
    ///
    /// # Errors
    /// As [`Template::all`].
    pub fn table_only(table: &str) -> Result<Self> {
        Self::with_table(TABLE, table)
    }

    /// The built-in template of the functions' bucket, with this name as a literal.
    pub(super) fn code(bucket: &str) -> Self {
        Self(CODE.replace("BucketName: cruddur-code\n", &format!("BucketName: \"{bucket}\"\n")))
    }

    /// A template of another origin, as YAML or JSON.
    ///
    /// # Errors
    /// [`StackError::BadTemplate`] for one that is empty or longer than a request may have.
    pub fn from_text(text: String) -> Result<Self> {
        let why = if text.trim().is_empty() {
            "is empty".to_owned()
        } else if text.len() > MAX_BODY {
            format!("has {} bytes, and CloudFormation takes {MAX_BODY}", text.len())
        } else {
            return Ok(Self(text));
        };
        Err(StackError::BadTemplate { why }.into())
    }

    /// A template of a file.
    ///
    /// # Errors
    /// As [`Template::from_text`], for a file that cannot be read too.
    pub fn from_file(path: &Path) -> Result<Self> {
        let bad = |why: String| StackError::BadTemplate { why: format!("{} cannot be read: {why}", path.display()) };
        match small_file(path) {
            Ok(Some(text)) => Self::from_text(text),
            Ok(None) => Err(bad("it is not a text file".to_owned()).into()),
            Err(error) => Err(bad(error.to_string()).into()),
        }
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// The name is written into the text as a literal: CloudFormation finds a kept table only by a literal name
    /// (`ImportExistingResources`). It is quoted, since YAML reads some names, such as `123`, as another type.
    fn with_table(text: &str, table: &str) -> Result<Self> {
        check_table_name(table)?;
        if table == DEFAULT_TABLE {
            return Ok(Self(text.to_owned()));
        }
        Ok(Self(text.replace(&format!("TableName: {DEFAULT_TABLE}\n"), &format!("TableName: \"{table}\"\n"))))
    }

    /// The deletion policy of a resource, as far as it can be read from a YAML template that is indented by two spaces; otherwise `None`.
    pub(super) fn deletion_policy(&self, resource: &str) -> Option<&str> {
        let header = format!("  {resource}:");
        let body = self.0.lines().skip_while(|line| line.trim_end() != header).skip(1);
        let mut body =
            body.take_while(|line| line.trim().is_empty() || line.starts_with("   ") || line.starts_with("  #"));
        body.find_map(|line| line.strip_prefix("    DeletionPolicy:")).map(str::trim)
    }

    /// The same template with the resources deleted that it keeps otherwise. The metadata makes it an update of each of them:
    /// CloudFormation does not notice a change of a deletion policy alone.
    pub(super) fn without_retention(&self) -> Self {
        const REMOVED: &str = "    Metadata: { cruddur: removed with its data }\n    DeletionPolicy: Delete\n";
        let kept = ["    DeletionPolicy: RetainExceptOnCreate\n", "    DeletionPolicy: Retain\n"];
        Self(kept.iter().fold(self.0.clone(), |text, policy| text.replace(policy, REMOVED)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_table_is_a_literal() {
        for template in [Template::all, Template::table_only] {
            let default = template(DEFAULT_TABLE).unwrap();
            assert_eq!(default.text().matches("TableName: cruddur-messages\n").count(), 1);
            let other = template("123").unwrap();
            assert_eq!(other.text().matches("TableName: \"123\"\n").count(), 1);
            assert!(!other.text().contains("TableName: cruddur-messages\n"));
            assert!(template("a\"b").is_err());
        }
    }

    #[test]
    fn the_name_of_the_bucket_is_a_literal() {
        assert!(Template::code("app-code-1").text().contains("BucketName: \"app-code-1\"\n"));
        assert_eq!(Template::code("a").deletion_policy("Bucket"), Some("RetainExceptOnCreate"));
    }

    #[test]
    fn a_template_fits_a_request() {
        for template in [ALL, TABLE, CODE] {
            assert!(Template::from_text(template.to_owned()).is_ok());
        }
        assert!(Template::from_text("a".repeat(MAX_BODY + 1)).is_err());
        assert!(Template::from_text(" \n".to_owned()).is_err());
    }

    #[test]
    fn the_deletion_policies_are_read() {
        let template = Template::all(DEFAULT_TABLE).unwrap();
        assert_eq!(template.deletion_policy("Messages"), Some("RetainExceptOnCreate"));
        assert_eq!(template.deletion_policy("UserPool"), Some("RetainExceptOnCreate"));
        assert_eq!(template.deletion_policy("Database"), Some("Snapshot"));
        assert_eq!(template.deletion_policy("UserPoolClient"), None);
        assert_eq!(template.deletion_policy("Nothing"), None);
        let without = template.without_retention();
        assert_eq!(without.deletion_policy("Messages"), Some("Delete"));
        assert_eq!(without.deletion_policy("UserPool"), Some("Delete"));
        assert_eq!(without.deletion_policy("Database"), Some("Snapshot"));
    }

    /// The functions' names hold that of the stack, and a password is in no parameter and no output.
    #[test]
    fn no_password_is_in_the_template() {
        let parameters = ALL.split("\nRules:").next().unwrap();
        let outputs = ALL.split("\nOutputs:").nth(1).unwrap();
        for text in [parameters, outputs] {
            assert!(!text.to_lowercase().contains("password:"), "{text}");
        }
        assert_eq!(ALL.matches("{{resolve:secretsmanager:").count(), 1);
    }
}
