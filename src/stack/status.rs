//! The statuses of stacks and resources. Source: CloudFormation user guide, "Understand CloudFormation stack creation events" and
//! "Stack status codes".

use std::fmt;

/// A status, by the API's name. CloudFormation adds new ones, so it is a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status(String);

impl Status {
    /// A status of this name.
    pub fn new(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.0
    }

    /// Whether an operation is in progress. A stack in review is not: nothing happens until its change set is executed.
    pub fn is_in_progress(&self) -> bool {
        self.0.ends_with("_IN_PROGRESS") && !self.is_review()
    }

    /// Whether the stack is only the shell of a change set that was never executed.
    pub fn is_review(&self) -> bool {
        self.0 == "REVIEW_IN_PROGRESS"
    }

    /// Whether the stack can only be deleted.
    pub fn is_leftover(&self) -> bool {
        matches!(self.name(), "ROLLBACK_COMPLETE" | "ROLLBACK_FAILED" | "CREATE_FAILED" | "DELETE_FAILED")
    }

    /// Whether the rollback of an update failed, so that it has to be continued first.
    pub fn is_stuck(&self) -> bool {
        matches!(self.name(), "UPDATE_ROLLBACK_FAILED" | "IMPORT_ROLLBACK_FAILED" | "UPDATE_FAILED")
    }

    /// Whether the last operation did what it should.
    pub fn is_success(&self) -> bool {
        matches!(self.name(), "CREATE_COMPLETE" | "UPDATE_COMPLETE" | "IMPORT_COMPLETE" | "DELETE_COMPLETE")
    }

    /// Whether a failure is being undone, or was.
    pub fn is_rollback(&self) -> bool {
        self.0.contains("ROLLBACK")
    }

    /// Whether something failed.
    pub fn is_failure(&self) -> bool {
        self.0.ends_with("_FAILED")
    }

    /// Whether the stack is gone.
    pub fn is_deleted(&self) -> bool {
        self.0 == "DELETE_COMPLETE"
    }

    /// Whether a resource was kept when its stack was deleted.
    pub fn is_kept(&self) -> bool {
        self.0 == "DELETE_SKIPPED"
    }

    /// Whether a stack with this status has begun an operation that was asked for, not a rollback of one.
    pub fn is_begin(&self) -> bool {
        matches!(self.name(), "CREATE_IN_PROGRESS" | "UPDATE_IN_PROGRESS" | "DELETE_IN_PROGRESS" | "IMPORT_IN_PROGRESS")
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
