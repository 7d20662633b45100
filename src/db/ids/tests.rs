use super::*;
use crate::db::Proof;

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
        ..PoolUser::default()
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
    for sub in ["sub-1", "MOCK", "{00000000-0000-4000-8000-000000000001}", "00000000000040008000000000000001", "é"] {
        let report = compare(&pool(&[("a", sub)]), rows(&[("a", "MOCK")]));
        assert_eq!(states(&report), [IdState::NotUuid], "{sub}");
    }
    // A spreadsheet may convert it to upper case.
    let report = compare(&pool(&[("a", "AAAAAAAA-0000-4000-8000-000000000001")]), rows(&[("a", "MOCK")]));
    assert_eq!(report.rows[0].new.as_deref(), Some("aaaaaaaa-0000-4000-8000-000000000001"));
}

#[test]
fn a_sub_of_two_users_of_the_pool_is_not_written() {
    let report = compare(&pool(&[("a", IDS[0]), ("b", IDS[0])]), rows(&[("a", "MOCK"), ("b", IDS[0])]));
    assert_eq!(states(&report), [IdState::Shared, IdState::Shared]);
    // The same holds if one of the two has no handle.
    let report = compare(&pool(&[("a", IDS[0]), ("", IDS[0])]), rows(&[("a", "MOCK")]));
    assert_eq!(states(&report), [IdState::Shared, IdState::Shared]);
}

#[test]
fn an_id_that_stays_with_another_row_is_not_given_away_and_neither_is_what_follows() {
    // c keeps the first id, so b cannot get it and keeps the second, so a cannot get that and keeps MOCK.
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
    // An id that one of them already has is not written to another row.
    let report = compare(&pool(&[("b", IDS[0])]), rows(&[("a", "MOCK"), ("b", "MOCK"), ("a", IDS[0])]));
    assert_eq!(states(&report), [twice(0, 2), twice(0, 2), IdState::Shared]);
}

#[test]
fn without_proof_a_row_is_left_and_by_handle_it_is_bound() {
    let squatter = [PoolUser { status: Some("UNCONFIRMED".to_owned()), ..pool(&[("a", IDS[0])]).remove(0) }];
    let verified = |users: &[PoolUser], id: &str| super::compare(users, rows(&[("a", id)]), true, Proof::VerifiedEmail);
    let report = verified(&squatter, "MOCK");
    assert_eq!(states(&report), [IdState::Unproven]);
    assert!(steps(&report, IdUpdate::All).is_empty());
    assert_eq!(states(&verified(&pool(&[("a", IDS[0])]), "MOCK")), [IdState::Changed]);
    // A row that already has the id is reported and keeps it.
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
