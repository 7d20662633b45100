//! What a change set would do to each resource.
//! Source: CloudFormation API reference, ResourceChange, ResourceChangeDetail and ResourceTargetDefinition.

use super::said;
use aws_sdk_cloudformation::types::{
    ChangeAction, EvaluationType, PolicyAction, Replacement, ResourceAttribute, ResourceChange, ResourceChangeDetail,
};

/// The types of resources that hold data which nothing else has.
const WITH_DATA: [&str; 6] = [
    "AWS::DynamoDB::Table",
    "AWS::DynamoDB::GlobalTable",
    "AWS::RDS::DBInstance",
    "AWS::RDS::DBCluster",
    "AWS::Cognito::UserPool",
    "AWS::S3::Bucket",
];

/// What happens to a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// It is created.
    Added,
    /// It exists outside the stack, and becomes a part of it.
    Imported,
    /// It is updated in place.
    Changed,
    /// Another one is created, and it is removed.
    Replaced,
    /// It is removed from the stack.
    Removed,
}

impl ChangeKind {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Imported => "imported",
            Self::Changed => "changed",
            Self::Replaced => "replaced",
            Self::Removed => "removed",
        }
    }
}

/// A change of one resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What happens.
    pub kind: ChangeKind,
    /// Whether it certainly happens. If not, it depends on a value that is only known once another resource was changed.
    pub is_certain: bool,
    /// The name of the resource in the template.
    pub resource: String,
    /// Its type, such as `AWS::DynamoDB::Table`.
    pub resource_type: String,
    /// Its name or id in AWS, if it exists.
    pub id: Option<String>,
    /// Whether AWS keeps the old resource, or a snapshot of it, when it is removed or replaced.
    pub kept: Option<&'static str>,
    /// What is changed of it.
    pub properties: Vec<Property>,
}

/// A changed property, or another attribute of a resource such as its tags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// Its name.
    pub name: String,
    /// Whether it certainly changes.
    pub is_certain: bool,
    /// Its value before, if CloudFormation says it.
    pub before: Option<String>,
    /// Its value after, if CloudFormation says it.
    pub after: Option<String>,
}

impl Change {
    /// Whether it would remove or replace a table, a database, a user pool or a bucket, or may do so.
    pub fn destroys_data(&self) -> bool {
        matches!(self.kind, ChangeKind::Replaced | ChangeKind::Removed)
            && WITH_DATA.contains(&self.resource_type.as_str())
    }
}

/// A change from the API's description of it.
pub(super) fn change(described: ResourceChange) -> Change {
    let details = described.details.unwrap_or_default();
    let is_static = details.iter().any(|detail| detail.evaluation == Some(EvaluationType::Static));
    let (kind, is_certain) = match (described.action, described.replacement) {
        (Some(ChangeAction::Add), _) => (ChangeKind::Added, true),
        (Some(ChangeAction::Import), _) => (ChangeKind::Imported, true),
        (Some(ChangeAction::Remove), _) => (ChangeKind::Removed, true),
        (Some(ChangeAction::Modify), Some(Replacement::True)) => (ChangeKind::Replaced, true),
        (Some(ChangeAction::Modify), Some(Replacement::Conditional)) => (ChangeKind::Replaced, false),
        // Without details nothing says that it is uncertain.
        (Some(ChangeAction::Modify), _) => (ChangeKind::Changed, is_static || details.is_empty()),
        // The exact action is not known yet.
        _ => (ChangeKind::Changed, false),
    };
    let kept = match described.policy_action {
        Some(PolicyAction::Retain | PolicyAction::ReplaceAndRetain) => Some("kept"),
        Some(PolicyAction::Snapshot | PolicyAction::ReplaceAndSnapshot) => Some("snapshot"),
        _ => None,
    };
    Change {
        kind,
        is_certain,
        resource: described.logical_resource_id.unwrap_or_default(),
        resource_type: described.resource_type.unwrap_or_default(),
        id: described.physical_resource_id.filter(|id| !id.is_empty()),
        kept,
        properties: properties(details),
    }
}

/// The changed properties. One that changes for two reasons has two details, and is certain if one of them is.
fn properties(details: Vec<ResourceChangeDetail>) -> Vec<Property> {
    let mut found: Vec<Property> = Vec::new();
    for detail in details {
        let is_certain = detail.evaluation != Some(EvaluationType::Dynamic);
        let Some(target) = detail.target else { continue };
        let of_attribute = || target.attribute.map(|attribute: ResourceAttribute| attribute.as_str().to_owned());
        let Some(name) = said(target.name).or_else(of_attribute) else { continue };
        let (before, after) = (target.before_value, target.after_value);
        match found.iter_mut().find(|have| have.name == name) {
            Some(have) => {
                have.is_certain |= is_certain;
                have.before = have.before.take().or(before);
                have.after = have.after.take().or(after);
            }
            None => found.push(Property { name, is_certain, before, after }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_sdk_cloudformation::types::ResourceTargetDefinition;

    fn detail(name: &str, evaluation: EvaluationType) -> ResourceChangeDetail {
        let target = ResourceTargetDefinition::builder().attribute(ResourceAttribute::Properties).name(name).build();
        ResourceChangeDetail::builder().target(target).evaluation(evaluation).build()
    }

    fn modify(replacement: Replacement, details: Vec<ResourceChangeDetail>) -> Change {
        let table = ResourceChange::builder().resource_type("AWS::DynamoDB::Table").action(ChangeAction::Modify);
        change(table.replacement(replacement).set_details(Some(details)).build())
    }

    #[test]
    fn what_only_may_change_is_told_apart() {
        use EvaluationType::{Dynamic, Static};
        let cases = [
            (Replacement::False, vec![detail("A", Static)], ChangeKind::Changed, true),
            (Replacement::False, vec![detail("A", Dynamic)], ChangeKind::Changed, false),
            (Replacement::False, vec![detail("A", Dynamic), detail("B", Static)], ChangeKind::Changed, true),
            (Replacement::True, vec![detail("A", Static)], ChangeKind::Replaced, true),
            (Replacement::Conditional, vec![detail("A", Dynamic)], ChangeKind::Replaced, false),
        ];
        for (replacement, details, kind, is_certain) in cases {
            let change = modify(replacement.clone(), details);
            assert_eq!((change.kind, change.is_certain), (kind, is_certain), "{replacement}");
            assert_eq!(change.destroys_data(), kind == ChangeKind::Replaced);
        }
    }

    #[test]
    fn a_property_with_two_reasons_is_one() {
        use EvaluationType::{Dynamic, Static};
        let change = modify(Replacement::False, vec![detail("A", Dynamic), detail("A", Static), detail("B", Dynamic)]);
        let shown: Vec<_> = change.properties.iter().map(|one| (one.name.as_str(), one.is_certain)).collect();
        assert_eq!(shown, [("A", true), ("B", false)]);
    }

    #[test]
    fn a_removal_destroys_data_only_where_there_is_some() {
        let removed = |kind: &str| {
            change(ResourceChange::builder().action(ChangeAction::Remove).resource_type(kind).build()).destroys_data()
        };
        assert!(removed("AWS::Cognito::UserPool") && removed("AWS::RDS::DBInstance") && !removed("AWS::SQS::Queue"));
        let unknown = change(ResourceChange::builder().build());
        assert_eq!((unknown.kind, unknown.is_certain), (ChangeKind::Changed, false));
    }
}
