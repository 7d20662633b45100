//! The statements that write the changes of a report.

use super::{IdReport, IdRow, IdState, IdUpdate, real};
use std::collections::HashSet;
use uuid::Uuid;

/// An id to write. It is written only if the row still has the old id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IdChange {
    pub(crate) handle: String,
    pub(crate) old: Option<String>,
    pub(crate) new: String,
}

/// Returns the changes of a report in steps of one statement each. If an id moves from one row to another, the first step replaces it
/// by a new random id: a unique column allows no statement that swaps two ids.
pub(crate) fn steps(report: &IdReport, update: IdUpdate) -> Vec<Vec<IdChange>> {
    let is_wanted = |row: &&IdRow| match update {
        IdUpdate::DryRun => false,
        IdUpdate::Unbound => real(row.old.as_deref()).is_none(),
        IdUpdate::All => true,
    };
    let changed = report.rows.iter().filter(|row| row.state == IdState::Changed).filter(is_wanted);
    let mut changes: Vec<IdChange> = changed
        .filter_map(|row| Some(IdChange { handle: row.handle.clone()?, old: row.old.clone(), new: row.new.clone()? }))
        .collect();
    let wanted: HashSet<String> = changes.iter().map(|change| change.new.clone()).collect();
    let mut parked = Vec::new();
    for change in &mut changes {
        if change.old.as_ref().is_some_and(|old| wanted.contains(old)) {
            let random = Uuid::new_v4().to_string();
            parked.push(IdChange { handle: change.handle.clone(), old: change.old.take(), new: random.clone() });
            change.old = Some(random);
        }
    }
    [parked, changes].into_iter().filter(|step| !step.is_empty()).collect()
}
