//! `cruddur ddb schema-load` and `cruddur db schema-load`.

use crate::support::{World, contract};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, CreateGlobalSecondaryIndexAction, GlobalSecondaryIndexDescription,
    GlobalSecondaryIndexUpdate, IndexStatus, KeySchemaElement, KeyType, Projection, ProjectionType,
    ProvisionedThroughput, ScalarAttributeType, TableStatus, UpdateGlobalSecondaryIndexAction,
};
use cruddur::ddb::Table;

contract!(
    a_table_is_created_once,
    a_dry_run_writes_nothing,
    other_billing_is_fixed,
    billing_changes_there_and_back,
    a_bare_table_is_fixed_step_by_step,
    another_key_cannot_be_fixed,
    protection_is_switched_only_when_asked_for,
    the_users_schema_is_created_once,
    resetting_the_users_schema_is_guarded,
);

fn a_table_is_created_once(world: &World) {
    insta::assert_snapshot!(world.run(["ddb", "schema-load"]), @"
    table             status   change  found    wanted
    cruddur-messages  created  table   missing  pk, sk; message-group-sk-index; stream NEW_IMAGE; provisioned 5 read, 5 write
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    table cruddur-messages: created
    --- exit 0
    ");
    insta::assert_snapshot!(world.run(["ddb", "schema-load"]), @"
    table             status     change  found  wanted
    cruddur-messages  unchanged
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    table cruddur-messages: unchanged
    --- exit 0
    ");
}

fn a_dry_run_writes_nothing(world: &World) {
    // A table says in words what JSON has as an object.
    let table = world.run(["ddb", "schema-load", "--dry-run"]).ok();
    let words = "missing  pk, sk; message-group-sk-index; stream NEW_IMAGE; provisioned 5 read, 5 write\n";
    assert!(table.stdout.ends_with(words), "{table}");
    insta::assert_snapshot!(world.run(["ddb", "schema-load", "--dry-run", "--output", "jsonl"]), @r#"
    {"table":"cruddur-messages","status":"would be created","change":"table","found":"missing","wanted":{"keys":[{"name":"pk","type":"S"},{"name":"sk","type":"S"}],"index":"message-group-sk-index","stream":"NEW_IMAGE","billing":{"mode":"PROVISIONED","read":5,"write":5}}}
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    --- exit 0
    "#);
    assert_eq!(
        world
            .run(["ddb", "list-tables", "--output", "json", "--query", "[?contains(table,'messages')]"])
            .ok()
            .rows()
            .len(),
        0
    );
}

fn billing_changes_there_and_back(world: &World) {
    world.run(["ddb", "schema-load"]).ok();
    for command in [&["ddb", "schema-load", "--billing", "on-demand"][..], &["ddb", "schema-load"]] {
        world.run(command).ok();
        assert!(world.run(command).ok().stderr.contains("unchanged"));
    }
}

fn other_billing_is_fixed(world: &World) {
    world.run(["ddb", "schema-load", "--billing", "on-demand"]).ok();
    insta::assert_snapshot!(world.run(["ddb", "schema-load", "--read-capacity", "7", "--output", "jsonl"]), @r#"
    {"table":"cruddur-messages","status":"updated","change":"billing","found":{"mode":"PAY_PER_REQUEST"},"wanted":{"mode":"PROVISIONED","read":7,"write":5}}
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    table cruddur-messages: billing on demand -> provisioned 7 read, 5 write
    --- exit 0
    "#);
    insta::assert_snapshot!(world.run(["ddb", "schema-load", "--read-capacity", "7", "--output", "jsonl"]), @r#"
    {"table":"cruddur-messages","status":"unchanged","change":null,"found":null,"wanted":null}
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    table cruddur-messages: unchanged
    --- exit 0
    "#);
}

fn a_bare_table_is_fixed_step_by_step(world: &World) {
    create_table(world, "pk", "sk");
    insta::assert_snapshot!(world.run(["ddb", "schema-load"]), @"
    table             status   change   found      wanted
    cruddur-messages  updated  billing  on demand  provisioned 5 read, 5 write
    cruddur-messages  updated  index    missing    message-group-sk-index on message_group_uuid S, sk S, ALL
    cruddur-messages  updated  stream   off        NEW_IMAGE
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    table cruddur-messages: billing on demand -> provisioned 5 read, 5 write
    table cruddur-messages: index missing -> message-group-sk-index on message_group_uuid S, sk S, ALL
    table cruddur-messages: stream off -> NEW_IMAGE
    --- exit 0
    ");
    insta::assert_snapshot!(world.run(["ddb", "schema-load", "--quiet", "--output", "jsonl"]), @r#"
    {"table":"cruddur-messages","status":"unchanged","change":null,"found":null,"wanted":null}
    --- stderr

    --- exit 0
    "#);
}

fn another_key_cannot_be_fixed(world: &World) {
    create_table(world, "id", "sk");
    insta::assert_snapshot!(world.run(["ddb", "schema-load", "--output", "jsonl"]), @r#"
    {"table":"cruddur-messages","status":"updated","change":"billing","found":{"mode":"PAY_PER_REQUEST"},"wanted":{"mode":"PROVISIONED","read":5,"write":5}}
    {"table":"cruddur-messages","status":"updated","change":"index","found":"missing","wanted":{"index":"message-group-sk-index","keys":[{"name":"message_group_uuid","type":"S"},{"name":"sk","type":"S"}],"projection":"ALL"}}
    {"table":"cruddur-messages","status":"updated","change":"stream","found":"off","wanted":"NEW_IMAGE"}
    {"table":"cruddur-messages","status":"cannot be changed","change":"key schema","found":[{"name":"id","type":"S"},{"name":"sk","type":"S"}],"wanted":[{"name":"pk","type":"S"},{"name":"sk","type":"S"}]}
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    table cruddur-messages: billing on demand -> provisioned 5 read, 5 write
    table cruddur-messages: index missing -> message-group-sk-index on message_group_uuid S, sk S, ALL
    table cruddur-messages: stream off -> NEW_IMAGE
    error: no update can change the key schema of table cruddur-messages
    hint: create the index or the stream again by hand; to create the table again, export its items, then use cruddur ddb drop-table
    --- exit 6
    "#);
}

fn protection_is_switched_only_when_asked_for(world: &World) {
    world.run(["ddb", "schema-load"]).ok();
    insta::assert_snapshot!(world.run(["ddb", "schema-load", "--deletion-protection", "--quiet"]), @"
    table             status   change               found  wanted
    cruddur-messages  updated  deletion protection  off    on
    --- stderr

    --- exit 0
    ");
    insta::assert_snapshot!(world.run(["ddb", "schema-load", "--quiet"]), @"
    table             status     change  found  wanted
    cruddur-messages  unchanged
    --- stderr

    --- exit 0
    ");
    insta::assert_snapshot!(world.run(["ddb", "drop-table", "--yes"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    error: table cruddur-messages has deletion protection on, so it was not dropped
    hint: cruddur ddb schema-load --deletion-protection=false switches it off
    --- exit 5
    ");
    insta::assert_snapshot!(world.run(["ddb", "schema-load", "--deletion-protection=false", "--quiet"]), @"
    table             status   change               found  wanted
    cruddur-messages  updated  deletion protection  on     off
    --- stderr

    --- exit 0
    ");
    world.run(["ddb", "drop-table", "--yes"]).ok();
}

/// The index of the schema has 1 read and 1 write unit, and is changed. An index of somebody else has 50 and 50, and is not. The
/// embedded engine does not keep the capacity of indexes.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn an_index_of_other_capacity_is_fixed_alone() {
    let world = &World::real();
    world.run(["ddb", "schema-load"]).ok();
    world.with_table(async |messages| {
        let client = messages.client();
        let capacity = |units| {
            ProvisionedThroughput::builder().read_capacity_units(units).write_capacity_units(units).build().unwrap()
        };
        let key = KeySchemaElement::builder().attribute_name("sk").key_type(KeyType::Hash).build().unwrap();
        let theirs = CreateGlobalSecondaryIndexAction::builder()
            .index_name("theirs")
            .key_schema(key)
            .projection(Projection::builder().projection_type(ProjectionType::KeysOnly).build())
            .provisioned_throughput(capacity(50))
            .build()
            .unwrap();
        let ours = UpdateGlobalSecondaryIndexAction::builder()
            .index_name("message-group-sk-index")
            .provisioned_throughput(capacity(1))
            .build()
            .unwrap();
        for update in [
            GlobalSecondaryIndexUpdate::builder().create(theirs).build(),
            GlobalSecondaryIndexUpdate::builder().update(ours).build(),
        ] {
            let attribute = AttributeDefinition::builder()
                .attribute_name("sk")
                .attribute_type(ScalarAttributeType::S)
                .build()
                .unwrap();
            let request = client.update_table().table_name(messages.table()).attribute_definitions(attribute);
            request.global_secondary_index_updates(update).send().await.expect("UpdateTable");
            settle(messages).await;
        }
    });
    let before = world.with_table(theirs);
    insta::assert_snapshot!(world.run(["ddb", "schema-load", "--quiet", "--output", "jsonl"]), @r#"
    {"table":"cruddur-messages","status":"updated","change":"index capacity","found":{"mode":"PROVISIONED","read":1,"write":1},"wanted":{"mode":"PROVISIONED","read":5,"write":5}}
    --- stderr

    --- exit 0
    "#);
    insta::assert_snapshot!(world.run(["ddb", "schema-load", "--quiet", "--output", "jsonl"]), @r#"
    {"table":"cruddur-messages","status":"unchanged","change":null,"found":null,"wanted":null}
    --- stderr

    --- exit 0
    "#);
    assert_eq!(world.with_table(theirs), before);
}

/// Returns the read capacity of the index of somebody else.
async fn theirs(messages: &Table) -> Option<i64> {
    let table = messages.describe().await.unwrap().unwrap();
    let index = table.global_secondary_indexes().iter().find(|index| index.index_name() == Some("theirs")).unwrap();
    index.provisioned_throughput().unwrap().read_capacity_units()
}

async fn settle(messages: &Table) {
    loop {
        let table = messages.describe().await.unwrap().unwrap();
        let active = |index: &GlobalSecondaryIndexDescription| index.index_status == Some(IndexStatus::Active);
        if table.table_status == Some(TableStatus::Active) && table.global_secondary_indexes().iter().all(active) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

fn the_users_schema_is_created_once(world: &World) {
    insta::assert_snapshot!(world.run(["db", "schema-load"]), @"
    table       status
    users       created
    activities  created
    --- stderr
    target: local, users embedded in .cruddur
    --- exit 0
    ");
    insta::assert_snapshot!(world.run(["db", "schema-load"]), @"
    table       status
    users       unchanged
    activities  unchanged
    --- stderr
    target: local, users embedded in .cruddur
    users schema: unchanged
    --- exit 0
    ");
}

fn resetting_the_users_schema_is_guarded(world: &World) {
    world.seed_users();
    insta::assert_snapshot!(world.run(["db", "schema-load", "--reset"]), @"
    --- stderr
    target: local, users embedded in .cruddur
    error: refused to drop users and activities of users: not a terminal
    hint: give --yes
    --- exit 5
    ");
    assert_eq!(world.count("SELECT count(*) FROM users"), 3);
    insta::assert_snapshot!(world.run(["db", "schema-load", "--reset", "--yes", "--dry-run"]), @"
    table       status
    users       would be recreated
    activities  would be recreated
    --- stderr
    target: local, users embedded in .cruddur
    --- exit 0
    ");
    assert_eq!(world.count("SELECT count(*) FROM users"), 3);
    insta::assert_snapshot!(world.run(["db", "schema-load", "--reset", "--yes"]), @"
    table       status
    users       recreated
    activities  recreated
    --- stderr
    target: local, users embedded in .cruddur
    --- exit 0
    ");
    assert_eq!(world.count("SELECT count(*) FROM users"), 0);
}

#[test]
fn only_the_exact_word_is_prod() {
    let world = World::embedded();
    insta::assert_snapshot!(world.run(["ddb", "schema-load", "production"]), @"
    --- stderr
    error: invalid value 'production' for '[prod]'
      [possible values: prod]

      tip: a similar value exists: 'prod'

    For more information, try '--help'.
    --- exit 2
    ");
    insta::assert_snapshot!(world.run(["ddb", "schema-load", "prod"]), @"
    --- stderr
    error: no AWS region is configured
    hint: --region ca-central-1, or export AWS_REGION=ca-central-1, or run aws configure, which asks for region and credentials
    --- exit 4
    ");
}

#[test]
fn a_table_on_demand_has_no_capacity() {
    insta::assert_snapshot!(World::embedded().run(["ddb", "schema-load", "--billing", "on-demand", "--read-capacity", "5"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    error: a table on demand has no --read-capacity or --write-capacity
    hint: leave them out, or take --billing provisioned
    --- exit 2
    ");
}

/// Creates a table with these keys, without an index or a stream.
fn create_table(world: &World, hash: &str, range: &str) {
    world.with_table(async |messages| {
        let attribute = |name: &str| {
            let definition = AttributeDefinition::builder().attribute_name(name).attribute_type(ScalarAttributeType::S);
            definition.build().expect("an attribute")
        };
        let key =
            |name: &str, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build().expect("a key");
        let create = messages
            .client()
            .create_table()
            .table_name(messages.table())
            .attribute_definitions(attribute(hash))
            .attribute_definitions(attribute(range))
            .key_schema(key(hash, KeyType::Hash))
            .key_schema(key(range, KeyType::Range))
            .billing_mode(BillingMode::PayPerRequest);
        create.send().await.expect("CreateTable");
    });
}
