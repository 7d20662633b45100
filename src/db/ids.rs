//! The comparison of the users with the user pool: whose id changes, and who cannot get one. It only decides.

use super::MOCK_COGNITO_ID;
use crate::cognito::UserId;
use crate::error::{Error, Result};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// Which ids an update writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdUpdate {
    /// None: it only says what would change.
    DryRun,
    /// Those of users who have none yet.
    Unbound,
    /// All that differ.
    All,
}

/// A handle on either side of a comparison of the users with the user pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdRow {
    /// The handle; a user of the pool and a row of the database may both have none.
    pub handle: Option<String>,
    /// `cognito_user_id` in the users database before the run; `None` where it is null, or where there is no row.
    pub old: Option<String>,
    /// `sub` in the user pool, where the handle is there.
    pub new: Option<String>,
    /// What it comes to.
    pub state: IdState,
}

/// What a comparison of one handle comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdState {
    /// On both sides, with another id: updated.
    Changed,
    /// On both sides, with the same id.
    Unchanged,
    /// In the user pool only. The users database may have a handle that differs in case or blanks alone.
    PoolOnly(Option<String>),
    /// In the users database only. The user pool may have a handle that differs in case or blanks alone.
    DatabaseOnly(Option<String>),
    /// A user of the pool without a handle.
    NoHandleInPool,
    /// A row of the users database without a handle.
    NoHandleInDatabase,
    /// The `sub` is not a UUID, as each of Cognito's is: not written.
    NotUuid,
    /// Several users have this `sub`, in the pool or in the database: not written.
    Shared,
}

/// What [`Users::update_cognito_ids`](super::Users::update_cognito_ids) found and did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdReport {
    /// Every user of either side: by handle, and then those without one.
    pub rows: Vec<IdRow>,
    /// Whether row-level security may hide users from the connection's role: these count as in the pool only.
    pub row_security: bool,
}

impl IdReport {
    /// How many rows are in such a state.
    pub fn count(&self, is: impl Fn(&IdState) -> bool) -> usize {
        self.rows.iter().filter(|row| is(&row.state)).count()
    }

    /// The handles of those who had no id, and get one.
    pub fn newly_bound(&self) -> Vec<&str> {
        let is_new = |row: &&IdRow| row.state == IdState::Changed && real(&row.old).is_none();
        self.rows.iter().filter(is_new).filter_map(|row| row.handle.as_deref()).collect()
    }
}

/// What the users database has of a user for the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bound {
    pub(crate) handle: Option<String>,
    pub(crate) id: Option<String>,
}

/// An id to write, for the user who has the old one still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IdChange {
    pub(crate) handle: String,
    pub(crate) old: Option<String>,
    pub(crate) new: String,
}

/// Compares both sides.
///
/// # Errors
/// [`Error::DuplicateHandles`] where a handle stands twice on either side.
pub(crate) fn compare(pool: &[UserId], users: Vec<Bound>) -> Result<IdReport> {
    unique("the user pool", pool.iter().filter_map(|user| handle_of(&user.handle)))?;
    unique("the users database", users.iter().filter_map(|user| handle_of(&user.handle)))?;
    let looks = [
        looks(users.iter().filter_map(|user| handle_of(&user.handle))),
        looks(pool.iter().filter_map(|user| handle_of(&user.handle))),
    ];
    let [in_database, in_pool] = looks;
    let mut rows = Vec::new();
    let mut by_handle = BTreeMap::new();
    for user in users {
        match handle_of(&user.handle) {
            Some(handle) => drop(by_handle.insert(handle.to_owned(), user.id)),
            None => {
                rows.push(IdRow { handle: user.handle, old: user.id, new: None, state: IdState::NoHandleInDatabase })
            }
        }
    }
    for UserId { handle, sub } in pool {
        let new = Some(canonical(sub).unwrap_or_else(|| sub.clone()));
        let (old, state) = match handle_of(handle).map(|handle| (by_handle.remove(handle), look(&in_database, handle)))
        {
            None => (None, IdState::NoHandleInPool),
            Some((None, like)) => (None, IdState::PoolOnly(like)),
            Some((Some(old), _)) if canonical(sub).is_none() => (old, IdState::NotUuid),
            Some((Some(old), _)) if old == new => (old, IdState::Unchanged),
            Some((Some(old), _)) => (old, IdState::Changed),
        };
        rows.push(IdRow { handle: handle.clone(), old, new, state });
    }
    for (handle, old) in by_handle {
        let state = IdState::DatabaseOnly(look(&in_pool, &handle));
        rows.push(IdRow { handle: Some(handle), old, new: None, state });
    }
    rows.sort_by(|a, b| (handle_of(&a.handle).is_none(), &a.handle).cmp(&(handle_of(&b.handle).is_none(), &b.handle)));
    refuse_shared(&mut rows);
    Ok(IdReport { rows, row_security: false })
}

/// The changes of a report, in steps each of which is one statement. An id that goes from one user to another leaves the first
/// before it comes to the second, by an id that nobody has: a unique column allows no statement that swaps two.
pub(crate) fn steps(report: &IdReport, update: IdUpdate) -> Vec<Vec<IdChange>> {
    let is_wanted = |row: &&IdRow| match update {
        IdUpdate::DryRun => false,
        IdUpdate::Unbound => real(&row.old).is_none(),
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
            let nobodys = Uuid::new_v4().to_string();
            parked.push(IdChange { handle: change.handle.clone(), old: change.old.take(), new: nobodys.clone() });
            change.old = Some(nobodys);
        }
    }
    [parked, changes].into_iter().filter(|step| !step.is_empty()).collect()
}

/// Marks who would share an id with another user, in the pool or in the database after the changes.
fn refuse_shared(rows: &mut [IdRow]) {
    let mut in_pool: HashMap<&str, usize> = HashMap::new();
    for sub in rows.iter().filter_map(|row| row.new.as_deref()) {
        *in_pool.entry(sub).or_default() += 1;
    }
    let mut shared: HashSet<String> =
        in_pool.into_iter().filter(|(_, users)| *users > 1).map(|(sub, _)| sub.to_owned()).collect();
    // Who wants which id; an id that stays with its user is not free for another, whose own then stays too.
    let changed = |row: &IdRow| row.state == IdState::Changed;
    let wanted: HashMap<String, usize> =
        (0..rows.len()).filter(|at| changed(&rows[*at])).filter_map(|at| Some((rows[at].new.clone()?, at))).collect();
    for row in rows.iter_mut().filter(|row| row.new.as_ref().is_some_and(|new| shared.contains(new))) {
        row.state = if row.state == IdState::Changed { IdState::Shared } else { row.state.clone() };
    }
    let mut staying: Vec<String> =
        rows.iter().filter(|row| !changed(row)).filter_map(|row| real(&row.old).map(str::to_owned)).collect();
    while let Some(id) = staying.pop() {
        if let Some(row) = wanted.get(&id).map(|at| &mut rows[*at]).filter(|row| row.state == IdState::Changed) {
            row.state = IdState::Shared;
            staying.extend(real(&row.old).map(str::to_owned));
            shared.insert(id);
        }
    }
    let mut after = HashSet::new();
    for row in rows.iter() {
        let id = if changed(row) { row.new.as_deref() } else { real(&row.old) };
        if let Some(id) = id.filter(|id| !after.insert(*id)) {
            shared.insert(id.to_owned());
        }
    }
    let shares = |id: Option<&str>| id.is_some_and(|id| shared.contains(id));
    for row in rows.iter_mut().filter(|row| row.state != IdState::Changed) {
        if shares(row.new.as_deref()) || shares(real(&row.old)) {
            row.state = IdState::Shared;
        }
    }
}

/// A handle that can be one.
fn handle_of(handle: &Option<String>) -> Option<&str> {
    handle.as_deref().filter(|handle| !handle.trim().is_empty())
}

/// An id that somebody signs in with.
fn real(id: &Option<String>) -> Option<&str> {
    id.as_deref().filter(|id| !id.trim().is_empty() && *id != MOCK_COGNITO_ID)
}

/// A `sub` in the form that Cognito gives it, where it is a UUID.
fn canonical(sub: &str) -> Option<String> {
    let uuid = Uuid::try_parse(sub).ok().filter(|_| sub.len() == uuid::fmt::Hyphenated::LENGTH)?;
    Some(uuid.hyphenated().to_string())
}

fn unique<'a>(side: &'static str, handles: impl Iterator<Item = &'a str>) -> Result<()> {
    let handles = super::duplicates(handles);
    if handles.is_empty() { Ok(()) } else { Err(Error::DuplicateHandles { side, handles }) }
}

/// Handles by how they look to a person.
fn looks<'a>(handles: impl Iterator<Item = &'a str>) -> HashMap<String, String> {
    handles.map(|handle| (folded(handle), handle.to_owned())).collect()
}

fn look(looks: &HashMap<String, String>, handle: &str) -> Option<String> {
    looks.get(&folded(handle)).cloned()
}

fn folded(handle: &str) -> String {
    handle.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    const IDS: [&str; 3] = [
        "00000000-0000-4000-8000-000000000001",
        "00000000-0000-4000-8000-000000000002",
        "00000000-0000-4000-8000-000000000003",
    ];

    fn pool(users: &[(&str, &str)]) -> Vec<UserId> {
        let user = |(handle, sub): &(&str, &str)| UserId {
            handle: (!handle.is_empty()).then(|| (*handle).to_owned()),
            sub: (*sub).to_owned(),
        };
        users.iter().map(user).collect()
    }

    fn rows(users: &[(&str, &str)]) -> Vec<Bound> {
        let text = |text: &str| (text != "NULL").then(|| text.to_owned());
        users.iter().map(|(handle, id)| Bound { handle: text(handle), id: text(id) }).collect()
    }

    fn states(report: &IdReport) -> Vec<IdState> {
        report.rows.iter().map(|row| row.state.clone()).collect()
    }

    #[test]
    fn a_null_id_is_bound_and_a_null_handle_is_counted() {
        let report = compare(&pool(&[("a", IDS[0])]), rows(&[("a", "NULL"), ("NULL", "MOCK"), (" ", "MOCK")])).unwrap();
        assert_eq!(states(&report), [IdState::Changed, IdState::NoHandleInDatabase, IdState::NoHandleInDatabase]);
        assert_eq!(report.rows[0].old, None);
        assert_eq!(steps(&report, IdUpdate::Unbound).len(), 1);
        assert!(steps(&report, IdUpdate::DryRun).is_empty());
    }

    #[test]
    fn handles_that_differ_in_case_or_blanks_are_named_and_not_bound() {
        let report = compare(&pool(&[("Ann", IDS[0]), ("bob", IDS[1])]), rows(&[("ann", "MOCK"), ("bob ", "MOCK")]));
        let report = report.unwrap();
        let some = |handle: &str| Some(handle.to_owned());
        assert_eq!(
            states(&report),
            [
                IdState::PoolOnly(some("ann")),
                IdState::DatabaseOnly(some("Ann")),
                IdState::PoolOnly(some("bob ")),
                IdState::DatabaseOnly(some("bob")),
            ]
        );
        assert!(steps(&report, IdUpdate::All).is_empty());
    }

    #[test]
    fn a_sub_that_is_no_uuid_is_not_written() {
        for sub in ["sub-1", "MOCK", "{00000000-0000-4000-8000-000000000001}", "00000000000040008000000000000001", "é"]
        {
            let report = compare(&pool(&[("a", sub)]), rows(&[("a", "MOCK")])).unwrap();
            assert_eq!(states(&report), [IdState::NotUuid], "{sub}");
        }
        // Somebody's spreadsheet made it upper case.
        let report = compare(&pool(&[("a", "AAAAAAAA-0000-4000-8000-000000000001")]), rows(&[("a", "MOCK")])).unwrap();
        assert_eq!(report.rows[0].new.as_deref(), Some("aaaaaaaa-0000-4000-8000-000000000001"));
    }

    #[test]
    fn a_sub_of_two_users_of_the_pool_is_not_written() {
        let report = compare(&pool(&[("a", IDS[0]), ("b", IDS[0])]), rows(&[("a", "MOCK"), ("b", IDS[0])])).unwrap();
        assert_eq!(states(&report), [IdState::Shared, IdState::Shared]);
        // Nor where one of the two has no handle.
        let report = compare(&pool(&[("a", IDS[0]), ("", IDS[0])]), rows(&[("a", "MOCK")])).unwrap();
        assert_eq!(states(&report), [IdState::Shared, IdState::Shared]);
    }

    #[test]
    fn an_id_that_stays_with_another_row_is_not_given_away_and_neither_is_what_follows() {
        // c keeps the first; so b, who wants it, keeps the second; so a, who wants that, keeps MOCK.
        let users = rows(&[("a", "MOCK"), ("b", IDS[1]), ("c", IDS[0])]);
        let report = compare(&pool(&[("a", IDS[1]), ("b", IDS[0])]), users).unwrap();
        assert_eq!(states(&report), [IdState::Shared, IdState::Shared, IdState::Shared]);
    }

    #[test]
    fn an_id_in_two_rows_is_named_and_mock_is_none() {
        let users = rows(&[("a", IDS[0]), ("b", IDS[0]), ("c", "MOCK"), ("d", "MOCK")]);
        let report = compare(&pool(&[("a", IDS[0])]), users).unwrap();
        assert_eq!(
            states(&report),
            [IdState::Shared, IdState::Shared, IdState::DatabaseOnly(None), IdState::DatabaseOnly(None)]
        );
    }

    #[test]
    fn ids_that_swap_go_by_way_of_one_that_nobody_has() {
        let report = compare(
            &pool(&[("a", IDS[1]), ("b", IDS[0]), ("c", IDS[2])]),
            rows(&[("a", IDS[0]), ("b", IDS[1]), ("c", "MOCK")]),
        );
        let report = report.unwrap();
        assert_eq!(states(&report), vec![IdState::Changed; 3]);
        let steps = steps(&report, IdUpdate::All);
        let [first, second] = steps.as_slice() else { panic!("{steps:?}") };
        assert_eq!((first.len(), second.len()), (2, 3));
        assert_eq!(second[0].old.as_ref(), Some(&first[0].new));
        assert_eq!((second[0].new.as_str(), second[1].new.as_str()), (IDS[1], IDS[0]));
        assert_eq!(second[2].old.as_deref(), Some(MOCK_COGNITO_ID));
    }

    #[test]
    fn a_handle_twice_on_either_side_is_refused() {
        let twice = |side: Result<IdReport>| matches!(side, Err(Error::DuplicateHandles { .. }));
        assert!(twice(compare(&pool(&[("a", IDS[0]), ("a", IDS[1])]), Vec::new())));
        assert!(twice(compare(&[], rows(&[("a", "MOCK"), ("a", "MOCK")]))));
    }
}
