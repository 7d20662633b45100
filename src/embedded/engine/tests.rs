use super::super::directory::Directory;
use super::*;
use std::sync::Arc;

fn engine() -> (tempfile::TempDir, Engine) {
    let dir = tempfile::tempdir().unwrap();
    let directory = Directory::open(dir.path(), true).unwrap().unwrap();
    let file = Database::new(Arc::new(directory), "messages.db");
    file.open("").unwrap();
    let engine = Engine::open(file, false).unwrap();
    (dir, engine)
}

fn answer(engine: &Engine, operation: &str, body: &str) -> Reply {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let _inside = runtime.enter();
    engine.answer(operation, body.as_bytes()).unwrap()
}

const CREATE: &str = r#"{
    "TableName": "table", "BillingMode": "PAY_PER_REQUEST",
    "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
    "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
    "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"}
}"#;

/// The index is on a private table of dynoxide. This test fails if a new version renames the table or uses another query.
#[test]
fn the_next_stream_number_is_looked_up_in_the_index() {
    let (_dir, engine) = engine();
    let storage = engine.storage.lock().unwrap();
    let question = "EXPLAIN QUERY PLAN
        SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 FROM _stream_records WHERE table_name = ?1";
    let plan: String = storage.conn().query_row(question, ["table"], |row| row.get(3)).unwrap();
    assert!(plan.contains("cruddur:stream_seq"), "{plan}");
}

#[test]
fn a_dropped_table_takes_its_stream_records_along() {
    let (_dir, engine) = engine();
    let records = || -> i64 {
        let storage = engine.storage.lock().unwrap();
        storage.conn().query_row("SELECT count(*) FROM _stream_records", [], |row| row.get(0)).unwrap()
    };
    let created = answer(&engine, "CreateTable", CREATE);
    assert_eq!(created.status, 200, "{}", created.body);
    assert_eq!(answer(&engine, "PutItem", r#"{"TableName": "table", "Item": {"pk": {"S": "x"}}}"#).status, 200);
    assert_eq!(records(), 1);
    assert_eq!(answer(&engine, "DeleteTable", r#"{"TableName": "table"}"#).status, 200);
    assert_eq!(records(), 0);
    let missing = answer(&engine, "DeleteTable", r#"{"TableName": "table"}"#);
    assert!(missing.body.contains("ResourceNotFoundException"), "{}", missing.body);
    // The failed deletion left no transaction open.
    assert_eq!(answer(&engine, "CreateTable", CREATE).status, 200);
}

#[test]
fn no_mark_of_the_decoder_reaches_a_reader() {
    let (_dir, engine) = engine();
    for (operation, body) in [
        ("ListTables", r#"{"Limit": 0}"#),
        ("PutItem", r#"{"TableName": "table", "Item": {"pk": {}}}"#),
        ("Scan", "{}"),
    ] {
        let reply = answer(&engine, operation, body);
        assert_eq!(reply.status, 400, "{operation}: {}", reply.body);
        assert!(!reply.body.contains("VALIDATION") && !reply.body.contains(" at line "), "{operation}: {}", reply.body);
    }
}

#[test]
fn a_value_of_another_type_is_told_from_a_wrong_one() {
    let (_dir, engine) = engine();
    for (body, kind) in [
        (r#"{"TableName": 1}"#, "SerializationException"),
        (r#"{"TableName": "table", "Limit": "x"}"#, "SerializationException"),
        (r#"{"TableName": null}"#, "ValidationException"),
        (r#"{"TableName": "table", "Limit": 0}"#, "ValidationException"),
    ] {
        let reply = answer(&engine, "Scan", body);
        assert!(reply.status == 400 && reply.body.contains(kind), "{body}: {}", reply.body);
    }
}

#[test]
fn an_operation_that_it_does_not_have_is_refused() {
    let (_dir, engine) = engine();
    assert!(answer(&engine, "RestoreTableToPointInTime", "{}").body.contains("not supported"));
}
