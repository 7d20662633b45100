//! `cruddur ddb drop-table`.

use crate::support::{World, assert_same, contract};

contract!(dropping_is_guarded, a_new_table_of_the_name_is_empty);

fn dropping_is_guarded(world: &World) {
    world.run(["setup"]).ok();
    let before = world.items();
    insta::assert_snapshot!(world.run(["ddb", "drop-table"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    error: refused to drop table cruddur-messages: not a terminal
    hint: give --yes
    --- exit 5
    ");
    insta::assert_snapshot!(world.run(["ddb", "drop-table", "--confirm", "another-table"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    error: --confirm names another-table, but this would drop table cruddur-messages
    hint: give --confirm cruddur-messages if that is what you mean
    --- exit 5
    ");
    insta::assert_snapshot!(world.run(["ddb", "drop-table", "--yes", "--dry-run"]), @"
    table             status
    cruddur-messages  would be dropped
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    --- exit 0
    ");
    assert_same(&world.items(), &before);
    insta::assert_snapshot!(world.run(["ddb", "drop-table", "--yes"]), @"
    table             status
    cruddur-messages  dropped
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    --- exit 0
    ");
    insta::assert_snapshot!(world.run(["ddb", "drop-table", "--yes"]), @"
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    error: there is no table cruddur-messages (embedded in .cruddur)
    hint: cruddur ddb list-tables lists the existing tables
    --- exit 3
    ");
    insta::assert_snapshot!(world.run(["ddb", "drop-table", "--if-exists"]), @"
    table             status
    cruddur-messages  does not exist
    --- stderr
    target: local, DynamoDB embedded in .cruddur
    --- exit 0
    ");
}

fn a_new_table_of_the_name_is_empty(world: &World) {
    world.run(["setup"]).ok();
    world.run(["ddb", "drop-table", "--yes"]).ok();
    world.run(["ddb", "schema-load"]).ok();
    assert_eq!(world.items().len(), 0);
    world.run(["ddb", "seed"]).ok();
    assert_eq!(world.items().len(), 156);
}
