//! The operations on the users, with the columns that each needs, by privilege.

/// An operation, and the columns of `users` that it needs.
pub(super) struct Operation {
    /// What an error says was being done.
    pub(super) doing: &'static str,
    pub(super) selects: &'static [&'static str],
    pub(super) inserts: &'static [&'static str],
    pub(super) updates: &'static [&'static str],
    /// Whether it creates and drops tables.
    pub(super) creates: bool,
}

impl Operation {
    pub(super) const fn new(doing: &'static str, selects: &'static [&'static str]) -> Self {
        Self { doing, selects, inserts: &[], updates: &[], creates: false }
    }

    /// Returns each privilege that it needs, with the column.
    pub(super) fn needs(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let needs = [("SELECT", self.selects), ("INSERT", self.inserts), ("UPDATE", self.updates)];
        needs.into_iter().flat_map(|(privilege, columns)| columns.iter().map(move |column| (privilege, *column)))
    }
}

pub(super) const CREATE_TABLES: Operation = Operation { creates: true, ..Operation::new("creating the schema", &[]) };

pub(super) const INSERT: Operation = Operation {
    inserts: &["display_name", "handle", "email", "cognito_user_id"],
    ..Operation::new("inserting users", &["handle"])
};

pub(super) const UPDATE_IDS: Operation = Operation {
    updates: &["cognito_user_id"],
    ..Operation::new("updating the Cognito ids", &["handle", "cognito_user_id"])
};

pub(super) const LIST: Operation =
    Operation::new("listing the users", &["uuid", "display_name", "handle", "cognito_user_id"]);

pub(super) const CONFIRM: Operation = Operation {
    inserts: INSERT.inserts,
    updates: INSERT.inserts,
    ..Operation::new("confirming a user", &["uuid", "display_name", "handle", "email", "cognito_user_id", "created_at"])
};

/// What all operations need, except [`CONFIRM`], which only the Lambda function runs.
pub(super) const ALL: Operation = Operation {
    inserts: INSERT.inserts,
    updates: UPDATE_IDS.updates,
    ..Operation::new("examining privileges", &["uuid", "display_name", "handle", "email", "cognito_user_id"])
};
