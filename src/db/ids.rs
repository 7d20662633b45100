//! The comparison of the users with the user pool: whose id changes, and who cannot get one. It only decides.

use super::MOCK_COGNITO_ID;
use super::proof::{Claim, Doubt, Proof};
use crate::cognito::PoolUser;
use std::collections::{HashMap, HashSet};
use std::iter::from_fn;
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
    /// The e-mail address in the users database, where there is a row that has one.
    pub email: Option<String>,
    /// The e-mail address in the user pool, where there is a user who has one.
    pub pool_email: Option<String>,
    /// Why nothing but the handle shows that the row is the user's; `None` where something does, or where a side is missing.
    pub doubt: Option<Doubt>,
    /// What it comes to.
    pub state: IdState,
}

impl IdRow {
    fn of_pool(user: &PoolUser, state: IdState) -> Self {
        Self {
            handle: user.handle.clone(),
            old: None,
            new: Some(canonical(&user.sub).unwrap_or_else(|| user.sub.clone())),
            email: None,
            pool_email: user.email.clone(),
            doubt: None,
            state,
        }
    }

    fn of_database(user: Bound, state: IdState) -> Self {
        let Bound { handle, id, email } = user;
        Self { handle, old: id, new: None, email, pool_email: None, doubt: None, state }
    }

    /// Whether the row is, or becomes, the user's although the two sides contradict each other.
    pub fn is_doubtful(&self) -> bool {
        let is_bound = matches!(self.state, IdState::Changed | IdState::Unchanged);
        is_bound && self.doubt.as_ref().is_some_and(Doubt::is_mismatch)
    }
}

/// What a comparison of one handle comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdState {
    /// On both sides, with another id: updated.
    Changed,
    /// On both sides, with the same id.
    Unchanged,
    /// On both sides, with another id, and without the proof that is asked for: not written.
    Unproven,
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
    /// Several users of the pool have this handle, or several rows of the database: none of them is written.
    SharedHandle {
        /// How many users of the pool have it.
        pool: usize,
        /// How many rows of the database have it.
        database: usize,
    },
}

/// What [`Users::update_cognito_ids`](super::Users::update_cognito_ids) found and did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdReport {
    /// Every user of either side: by handle, and then those without one.
    pub rows: Vec<IdRow>,
    /// Whether row-level security may hide users from the connection's role: these count as in the pool only.
    pub row_security: bool,
    /// Whether the table has no column `email` that the connection's role may read.
    pub email_is_unreadable: bool,
}

impl IdReport {
    /// How many rows are in such a state.
    pub fn count(&self, is: impl Fn(&IdState) -> bool) -> usize {
        self.rows.iter().filter(|row| is(&row.state)).count()
    }

    /// The handles of those who had no id, and get one.
    pub fn newly_bound(&self) -> Vec<&str> {
        let is_new = |row: &&IdRow| row.state == IdState::Changed && real(row.old.as_deref()).is_none();
        self.rows.iter().filter(is_new).filter_map(|row| row.handle.as_deref()).collect()
    }

    /// How many rows change hands by the handle alone.
    pub fn changed_by_handle(&self) -> usize {
        self.rows.iter().filter(|row| row.state == IdState::Changed && row.doubt.is_some()).count()
    }
}

/// What the users database has of a user for the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bound {
    pub(crate) handle: Option<String>,
    pub(crate) id: Option<String>,
    pub(crate) email: Option<String>,
}

/// An id to write, for the user who has the old one still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IdChange {
    pub(crate) handle: String,
    pub(crate) old: Option<String>,
    pub(crate) new: String,
}

/// Compares both sides, by exact handles. `reads_email` says whether the table has a column `email` that could be read.
pub(crate) fn compare(pool: &[PoolUser], users: Vec<Bound>, reads_email: bool, proof: Proof) -> IdReport {
    let in_database = looks(users.iter().filter_map(|user| handle_of(user.handle.as_deref())));
    let in_pool = looks(pool.iter().filter_map(|user| handle_of(user.handle.as_deref())));
    let (mut claims, no_handle): (Vec<_>, Vec<_>) =
        pool.iter().partition(|user| handle_of(user.handle.as_deref()).is_some());
    let (mut users, nameless): (Vec<_>, Vec<_>) =
        users.into_iter().partition(|user| handle_of(user.handle.as_deref()).is_some());
    claims.sort_by(|a, b| (&a.handle, &a.sub).cmp(&(&b.handle, &b.sub)));
    users.sort_by(|a, b| (&a.handle, &a.id, &a.email).cmp(&(&b.handle, &b.id, &b.email)));
    let (mut claims, mut users) = (claims.into_iter().peekable(), users.into_iter().peekable());
    let mut rows = Vec::new();
    loop {
        let (left, right) = (claims.peek().map(|user| &user.handle), users.peek().map(|user| &user.handle));
        let Some(next) = left.into_iter().chain(right).min().cloned() else { break };
        let mut of_pool: Vec<&PoolUser> = from_fn(|| claims.next_if(|user| user.handle == next)).collect();
        let mut of_database: Vec<Bound> = from_fn(|| users.next_if(|user| user.handle == next)).collect();
        let handle = next.as_deref().unwrap_or_default();
        match (of_pool.as_mut_slice(), of_database.as_mut_slice()) {
            ([claim], [_]) => rows.extend(of_database.pop().map(|user| judge(claim, user, reads_email, proof))),
            ([claim], []) => rows.push(IdRow::of_pool(claim, IdState::PoolOnly(look(&in_database, handle)))),
            ([], [_]) => {
                let state = IdState::DatabaseOnly(look(&in_pool, handle));
                rows.extend(of_database.pop().map(|user| IdRow::of_database(user, state)));
            }
            (claims, users) => {
                let state = IdState::SharedHandle { pool: claims.len(), database: users.len() };
                rows.extend(of_pool.into_iter().map(|claim| IdRow::of_pool(claim, state.clone())));
                rows.extend(of_database.into_iter().map(|user| IdRow::of_database(user, state.clone())));
            }
        }
    }
    rows.extend(no_handle.into_iter().map(|user| IdRow::of_pool(user, IdState::NoHandleInPool)));
    rows.extend(nameless.into_iter().map(|user| IdRow::of_database(user, IdState::NoHandleInDatabase)));
    refuse_shared(&mut rows);
    IdReport { rows, email_is_unreadable: !reads_email, ..IdReport::default() }
}

/// What it comes to where a user of the pool and a row have the same handle, and nobody else has.
fn judge(claim: &PoolUser, user: Bound, reads_email: bool, proof: Proof) -> IdRow {
    let said = Claim {
        status: claim.status.as_deref(),
        is_enabled: claim.enabled,
        email: claim.email.as_deref(),
        email_is_verified: claim.email_verified,
    };
    let doubt = said.doubt(user.email.as_deref()).map(|doubt| match doubt {
        Doubt::NoEmailInRow if !reads_email => Doubt::EmailUnreadable,
        other => other,
    });
    let of_pool = IdRow::of_pool(claim, IdState::Unchanged);
    let state = match &of_pool.new {
        _ if canonical(&claim.sub).is_none() => IdState::NotUuid,
        new if *new == user.id => IdState::Unchanged,
        _ if proof == Proof::VerifiedEmail && doubt.is_some() => IdState::Unproven,
        _ => IdState::Changed,
    };
    IdRow { old: user.id, email: user.email, doubt, state, ..of_pool }
}

/// The changes of a report, in steps each of which is one statement. An id that goes from one user to another leaves the first
/// before it comes to the second, by an id that nobody has: a unique column allows no statement that swaps two.
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

/// A handle that can be one.
fn handle_of(handle: Option<&str>) -> Option<&str> {
    handle.filter(|handle| !handle.trim().is_empty())
}

/// An id that somebody signs in with.
fn real(id: Option<&str>) -> Option<&str> {
    id.filter(|id| !id.trim().is_empty() && *id != MOCK_COGNITO_ID)
}

/// A `sub` in the form that Cognito gives it, where it is a UUID.
fn canonical(sub: &str) -> Option<String> {
    let uuid = Uuid::try_parse(sub).ok().filter(|_| sub.len() == uuid::fmt::Hyphenated::LENGTH)?;
    Some(uuid.hyphenated().to_string())
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

    fn pool(users: &[(&str, &str)]) -> Vec<PoolUser> {
        let user = |(handle, sub): &(&str, &str)| PoolUser {
            handle: (!handle.is_empty()).then(|| (*handle).to_owned()),
            sub: (*sub).to_owned(),
            email: Some(format!("{handle}@cruddur.example")),
            email_verified: Some(true),
            status: Some("CONFIRMED".to_owned()),
            enabled: Some(true),
            created: None,
        };
        users.iter().map(user).collect()
    }

    fn rows(users: &[(&str, &str)]) -> Vec<Bound> {
        let text = |text: &str| (text != "NULL").then(|| text.to_owned());
        let bound = |(handle, id): &(&str, &str)| Bound {
            handle: text(handle),
            id: text(id),
            email: Some(format!("{handle}@cruddur.example")),
        };
        users.iter().map(bound).collect()
    }

    fn compare(pool: &[PoolUser], users: Vec<Bound>) -> IdReport {
        super::compare(pool, users, true, Proof::Handle)
    }

    fn states(report: &IdReport) -> Vec<IdState> {
        report.rows.iter().map(|row| row.state.clone()).collect()
    }

    #[test]
    fn a_null_id_is_bound_and_a_null_handle_is_counted() {
        let report = compare(&pool(&[("a", IDS[0])]), rows(&[("a", "NULL"), ("NULL", "MOCK"), (" ", "MOCK")]));
        assert_eq!(states(&report), [IdState::Changed, IdState::NoHandleInDatabase, IdState::NoHandleInDatabase]);
        assert_eq!(report.rows[0].old, None);
        assert_eq!(steps(&report, IdUpdate::Unbound).len(), 1);
        assert!(steps(&report, IdUpdate::DryRun).is_empty());
    }

    #[test]
    fn handles_that_differ_in_case_or_blanks_are_named_and_not_bound() {
        let report = compare(&pool(&[("Ann", IDS[0]), ("bob", IDS[1])]), rows(&[("ann", "MOCK"), ("bob ", "MOCK")]));
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
            let report = compare(&pool(&[("a", sub)]), rows(&[("a", "MOCK")]));
            assert_eq!(states(&report), [IdState::NotUuid], "{sub}");
        }
        // Somebody's spreadsheet made it upper case.
        let report = compare(&pool(&[("a", "AAAAAAAA-0000-4000-8000-000000000001")]), rows(&[("a", "MOCK")]));
        assert_eq!(report.rows[0].new.as_deref(), Some("aaaaaaaa-0000-4000-8000-000000000001"));
    }

    #[test]
    fn a_sub_of_two_users_of_the_pool_is_not_written() {
        let report = compare(&pool(&[("a", IDS[0]), ("b", IDS[0])]), rows(&[("a", "MOCK"), ("b", IDS[0])]));
        assert_eq!(states(&report), [IdState::Shared, IdState::Shared]);
        // Nor where one of the two has no handle.
        let report = compare(&pool(&[("a", IDS[0]), ("", IDS[0])]), rows(&[("a", "MOCK")]));
        assert_eq!(states(&report), [IdState::Shared, IdState::Shared]);
    }

    #[test]
    fn an_id_that_stays_with_another_row_is_not_given_away_and_neither_is_what_follows() {
        // c keeps the first; so b, who wants it, keeps the second; so a, who wants that, keeps MOCK.
        let users = rows(&[("a", "MOCK"), ("b", IDS[1]), ("c", IDS[0])]);
        let report = compare(&pool(&[("a", IDS[1]), ("b", IDS[0])]), users);
        assert_eq!(states(&report), [IdState::Shared, IdState::Shared, IdState::Shared]);
    }

    #[test]
    fn an_id_in_two_rows_is_named_and_mock_is_none() {
        let users = rows(&[("a", IDS[0]), ("b", IDS[0]), ("c", "MOCK"), ("d", "MOCK")]);
        let report = compare(&pool(&[("a", IDS[0])]), users);
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
        assert_eq!(states(&report), vec![IdState::Changed; 3]);
        let steps = steps(&report, IdUpdate::All);
        let [first, second] = steps.as_slice() else { panic!("{steps:?}") };
        assert_eq!((first.len(), second.len()), (2, 3));
        assert_eq!(second[0].old.as_ref(), Some(&first[0].new));
        assert_eq!((second[0].new.as_str(), second[1].new.as_str()), (IDS[1], IDS[0]));
        assert_eq!(second[2].old.as_deref(), Some(MOCK_COGNITO_ID));
    }

    #[test]
    fn a_handle_twice_on_either_side_is_skipped_and_stops_nobody_else() {
        let twice = |pool, database| IdState::SharedHandle { pool, database };
        let both = pool(&[("a", IDS[0]), ("a", IDS[1]), ("b", IDS[2])]);
        let report = compare(&both, rows(&[("a", "MOCK"), ("b", "MOCK")]));
        assert_eq!(states(&report), [twice(2, 1), twice(2, 1), twice(2, 1), IdState::Changed]);
        assert_eq!(steps(&report, IdUpdate::All)[0].len(), 1);
        let report = compare(&pool(&[("b", IDS[1])]), rows(&[("a", "MOCK"), ("b", "MOCK"), ("a", IDS[0])]));
        assert_eq!(states(&report), [twice(0, 2), twice(0, 2), IdState::Changed]);
        // An id that one of them has already goes to nobody else.
        let report = compare(&pool(&[("b", IDS[0])]), rows(&[("a", "MOCK"), ("b", "MOCK"), ("a", IDS[0])]));
        assert_eq!(states(&report), [twice(0, 2), twice(0, 2), IdState::Shared]);
    }

    #[test]
    fn without_proof_a_row_is_left_and_by_handle_it_is_bound() {
        let squatter = [PoolUser { status: Some("UNCONFIRMED".to_owned()), ..pool(&[("a", IDS[0])]).remove(0) }];
        let verified =
            |users: &[PoolUser], id: &str| super::compare(users, rows(&[("a", id)]), true, Proof::VerifiedEmail);
        let report = verified(&squatter, "MOCK");
        assert_eq!(states(&report), [IdState::Unproven]);
        assert!(steps(&report, IdUpdate::All).is_empty());
        assert_eq!(states(&verified(&pool(&[("a", IDS[0])]), "MOCK")), [IdState::Changed]);
        // A row that has the id already is named, and not taken away.
        let report = verified(&squatter, IDS[0]);
        assert_eq!(states(&report), [IdState::Unchanged]);
        assert!(report.rows[0].is_doubtful());
        let report = compare(&squatter, rows(&[("a", "MOCK")]));
        assert_eq!((states(&report), report.changed_by_handle()), (vec![IdState::Changed], 1));
        assert!(report.rows[0].is_doubtful());
    }

    #[test]
    fn a_column_that_cannot_be_read_proves_nothing_and_contradicts_nothing() {
        let users = || vec![Bound { handle: Some("a".to_owned()), id: None, email: None }];
        for (proof, state) in [(Proof::VerifiedEmail, IdState::Unproven), (Proof::Handle, IdState::Changed)] {
            let report = super::compare(&pool(&[("a", IDS[0])]), users(), false, proof);
            assert_eq!(states(&report), [state]);
            assert_eq!(report.rows[0].doubt, Some(Doubt::EmailUnreadable));
            assert!(!report.rows[0].is_doubtful());
        }
    }
}
