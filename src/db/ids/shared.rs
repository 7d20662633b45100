//! Ids that two users would share: none of them is written.

use super::{IdRow, IdState, real};
use std::collections::{HashMap, HashSet};

/// Marks the users who share an id with another user in the pool, or would share one in the database after the changes.
pub(super) fn refuse_shared(rows: &mut [IdRow]) {
    let mut in_pool: HashMap<&str, usize> = HashMap::new();
    for sub in rows.iter().filter_map(|row| row.new.as_deref()) {
        *in_pool.entry(sub).or_default() += 1;
    }
    let mut shared: HashSet<String> =
        in_pool.into_iter().filter(|(_, users)| *users > 1).map(|(sub, _)| sub.to_owned()).collect();
    // The row that is to get each id. An id that stays in its row is not free for another row. That row then keeps its own id, which
    // is not free either.
    let changed = |row: &IdRow| row.state == IdState::Changed;
    let wanted: HashMap<String, usize> =
        (0..rows.len()).filter(|at| changed(&rows[*at])).filter_map(|at| Some((rows[at].new.clone()?, at))).collect();
    for row in rows.iter_mut().filter(|row| row.new.as_ref().is_some_and(|new| shared.contains(new))) {
        row.state = if row.state == IdState::Changed { IdState::Shared } else { row.state.clone() };
    }
    let mut staying: Vec<String> =
        rows.iter().filter(|row| !changed(row)).filter_map(|row| real(row.old.as_deref()).map(str::to_owned)).collect();
    while let Some(id) = staying.pop() {
        if let Some(row) = wanted.get(&id).map(|at| &mut rows[*at]).filter(|row| row.state == IdState::Changed) {
            row.state = IdState::Shared;
            staying.extend(real(row.old.as_deref()).map(str::to_owned));
            shared.insert(id);
        }
    }
    let mut after = HashSet::new();
    for row in rows.iter() {
        let id = if changed(row) { row.new.as_deref() } else { real(row.old.as_deref()) };
        if let Some(id) = id.filter(|id| !after.insert(*id)) {
            shared.insert(id.to_owned());
        }
    }
    let shares = |id: Option<&str>| id.is_some_and(|id| shared.contains(id));
    let is_named = |row: &IdRow| matches!(row.state, IdState::Changed | IdState::SharedHandle { .. });
    for row in rows.iter_mut().filter(|row| !is_named(row)) {
        if shares(row.new.as_deref()) || shares(real(row.old.as_deref())) {
            row.state = IdState::Shared;
        }
    }
}
