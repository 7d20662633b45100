//! What no stand-in of AWS does, or does otherwise than AWS.

use super::stub::{
    Answer, CloudFormation, Form, change, change_set, created_change_set, described, events, no_stack, refused, summary,
};
use crate::prompts::on_a_terminal;
use crate::support::Http;
use crate::support::stub::listen;
use std::sync::{Arc, Mutex};
use std::time::Duration;

const TABLE: &str = "AWS::DynamoDB::Table";

/// Answers what every plan asks. `changes` are those of the change set.
fn planned(action: &str, before: Answer, changes: &str) -> Answer {
    match action {
        "DescribeStacks" => before,
        "GetTemplateSummary" => summary(&[]),
        "CreateChangeSet" => created_change_set(),
        "DescribeChangeSet" => change_set(changes, None),
        "DeleteChangeSet" | "ExecuteChangeSet" | "DeleteStack" => (200, String::new()),
        other => panic!("{other} was not expected"),
    }
}

/// A CloudFormation with a stack, whose events grow once its change set is executed.
fn deploying(changes: &'static str, after: impl FnMut() -> Answer + Send + 'static) -> CloudFormation {
    let mut is_executed = false;
    let mut after = after;
    CloudFormation::new(move |action, _| match action {
        "ExecuteChangeSet" => {
            is_executed = true;
            (200, String::new())
        }
        "DescribeStackEvents" if is_executed => after(),
        "DescribeStackEvents" => events(&[("cruddur", "CREATE_COMPLETE", "")]),
        _ => planned(action, described("UPDATE_COMPLETE"), changes),
    })
}

const QUEUE: &str = "<member><Type>Resource</Type><ResourceChange><Action>Add</Action><LogicalResourceId>Queue</LogicalResourceId>\
    <ResourceType>AWS::SQS::Queue</ResourceType></ResourceChange></member>";

const DONE: [(&str, &str, &str); 5] = [
    ("cruddur", "CREATE_COMPLETE", ""),
    ("cruddur", "UPDATE_IN_PROGRESS", "User Initiated"),
    ("Queue", "CREATE_IN_PROGRESS", ""),
    ("Queue", "CREATE_COMPLETE", ""),
    ("cruddur", "UPDATE_COMPLETE", ""),
];

#[test]
fn what_only_may_change_is_told_apart_on_every_page() {
    let aws = CloudFormation::new(|action, form: &Form| match (action, form.get("NextToken").map(String::as_str)) {
        ("DescribeChangeSet", None) => change_set(
            &change(
                "Modify",
                "Conditional",
                "Source",
                "AWS::Lambda::EventSourceMapping",
                &[("EventSourceArn", "Dynamic")],
            ),
            Some("2"),
        ),
        ("DescribeChangeSet", Some(_)) => change_set(
            &change("Modify", "False", "Messages", TABLE, &[("BillingMode", "Static"), ("Tags", "Dynamic")]),
            None,
        ),
        _ => planned(action, described("UPDATE_COMPLETE"), ""),
    });
    let output = aws.world().run(["stack", "plan", "--output", "json"]).ok();
    let rows = output.rows();
    let shown: Vec<String> =
        rows.iter().map(|row| format!("{} {} {}", row["change"], row["certain"], row["details"])).collect();
    assert_eq!(
        shown,
        [
            r#""replaced" false "EventSourceArn (maybe): a -> b""#,
            r#""changed" true "BillingMode: a -> b; Tags (maybe): a -> b""#
        ]
    );
    assert!(output.stderr.contains("1 may be replaced, 1 changed"), "{output}");
    assert_eq!((aws.count("DeleteChangeSet"), aws.count("DeleteStack"), aws.count("ExecuteChangeSet")), (1, 0, 0));
}

#[test]
fn no_change_is_no_failure() {
    let aws = CloudFormation::new(|action, _| match action {
        "DescribeChangeSet" => (
            200,
            "<Status>FAILED</Status><StatusReason>The submitted information didn't contain changes. Submit different \
             information to create a change set.</StatusReason>"
                .to_owned(),
        ),
        _ => planned(action, described("UPDATE_COMPLETE"), ""),
    });
    for command in ["stack plan", "stack deploy"] {
        let output = aws.world().run_line(command).ok();
        assert!(output.stderr.contains("stack cruddur: no changes"), "{output}");
    }
    assert_eq!((aws.count("DeleteChangeSet"), aws.count("ExecuteChangeSet")), (2, 0));
}

#[test]
fn parameters_are_checked_before_anything_is_made_and_kept_where_they_are_not_given() {
    let aws = CloudFormation::new(|action, form: &Form| match action {
        "GetTemplateSummary" => summary(&["Needed"]),
        "CreateChangeSet" => {
            let values: Vec<_> = form
                .iter()
                .filter(|(name, _)| name.starts_with("Parameters."))
                .map(|(_, value)| value.as_str())
                .collect();
            assert_eq!(values, ["Old", "true", "Needed", "x=y"]);
            assert_eq!(form["ImportExistingResources"], "true");
            created_change_set()
        }
        _ => planned(action, described("UPDATE_COMPLETE"), QUEUE),
    });
    let world = aws.world();
    let output = world.run(["stack", "plan"]).fails_with(2);
    assert!(output.stderr.contains("--parameter Needed=VALUE"), "{output}");
    let output = world.run(["stack", "plan", "--parameter", "Nonsense=1"]).fails_with(2);
    assert!(output.stderr.contains("its parameters are Old, New, Needed"), "{output}");
    assert_eq!(aws.count("CreateChangeSet"), 0);
    world.run(["stack", "plan", "--parameter", "Needed=x=y"]).ok();
}

#[test]
fn the_replacement_of_the_table_is_refused_without_its_confirmation() {
    let replaced = change("Modify", "True", "Messages", TABLE, &[("TableName", "Static")]);
    let replaced: &'static str = replaced.leak();
    let aws = deploying(replaced, || events(&DONE));
    let world = aws.world();
    for command in ["stack deploy", "stack deploy --yes", "stack deploy --confirm other"] {
        let output = world.run_line(command).fails_with(5);
        assert!(output.stderr.contains("Messages (AWS::DynamoDB::Table) is replaced"), "{output}");
    }
    assert_eq!((aws.count("ExecuteChangeSet"), aws.count("DeleteChangeSet")), (0, 3));
    world.run(["stack", "deploy", "--confirm", "cruddur"]).ok();
    assert_eq!(aws.count("ExecuteChangeSet"), 1);
}

#[test]
fn what_may_remove_data_is_refused_too() {
    for (action, replacement, kind) in
        [("Modify", "Conditional", "AWS::Cognito::UserPool"), ("Remove", "", "AWS::RDS::DBInstance")]
    {
        let changed: &'static str = change(action, replacement, "Data", kind, &[("A", "Dynamic")]).leak();
        let aws = deploying(changed, || events(&DONE));
        aws.world().run(["stack", "deploy", "--yes"]).fails_with(5);
        assert_eq!(aws.count("ExecuteChangeSet"), 0);
    }
}

#[test]
fn throttled_events_are_waited_for() {
    let mut asked = 0;
    let aws = deploying(QUEUE, move || {
        asked += 1;
        if asked < 5 { refused("Throttling", "Rate exceeded") } else { events(&DONE) }
    });
    let output = aws.world().run_within(Duration::from_secs(60), ["stack", "deploy", "--yes"]).ok();
    assert!(output.stderr.contains("CREATE_COMPLETE Queue (AWS::SQS::Queue), 1.0 s"), "{output}");
    assert!(output.stderr.contains("stack cruddur: UPDATE_COMPLETE"), "{output}");
}

#[test]
fn credentials_that_expire_meanwhile_are_named() {
    let aws = deploying(QUEUE, || refused("ExpiredToken", "The security token included in the request is expired"));
    let output = aws.world().run(["stack", "deploy", "--yes"]).fails_with(4);
    assert!(output.stderr.contains("status --follow"), "{output}");
}

#[test]
fn the_first_cause_is_shown_once_and_the_rollback_is_not() {
    const EVENTS: [(&str, &str, &str); 8] = [
        ("cruddur", "CREATE_COMPLETE", ""),
        ("cruddur", "UPDATE_IN_PROGRESS", "User Initiated"),
        ("First", "CREATE_FAILED", "the quota is used up"),
        ("Second", "CREATE_FAILED", "Resource creation cancelled"),
        ("cruddur", "UPDATE_ROLLBACK_IN_PROGRESS", "The following resource(s) failed to create: [First, Second]."),
        ("First", "DELETE_COMPLETE", ""),
        ("Third", "UPDATE_FAILED", "of the rollback"),
        ("cruddur", "UPDATE_ROLLBACK_COMPLETE", ""),
    ];
    let aws = deploying(QUEUE, || events(&EVENTS));
    let output = aws.world().run(["stack", "deploy", "--yes"]).fails_with(1);
    assert_eq!(output.stderr.matches("the quota is used up").count(), 1, "{output}");
    assert!(
        output.stderr.contains("stack cruddur is UPDATE_ROLLBACK_COMPLETE, since First (AWS::SQS::Queue) failed"),
        "{output}"
    );
    for noise in ["Second", "DELETE_COMPLETE", "of the rollback"] {
        assert!(!output.stderr.contains(noise), "{noise}: {output}");
    }
}

#[test]
fn a_resource_that_lacks_a_permission_names_the_action() {
    const EVENTS: [(&str, &str, &str); 3] = [
        ("cruddur", "UPDATE_IN_PROGRESS", "User Initiated"),
        (
            "Role",
            "CREATE_FAILED",
            "User: arn:aws:iam::123456789012:user/u is not authorized to perform: iam:CreateRole on resource: r",
        ),
        ("cruddur", "UPDATE_ROLLBACK_COMPLETE", ""),
    ];
    let aws = deploying(QUEUE, || events(&EVENTS));
    let output = aws.world().run(["stack", "deploy", "--yes", "--error-format", "json"]).fails_with(4);
    assert!(output.stderr.contains("allow iam:CreateRole"), "{output}");
}

#[test]
fn a_stack_that_is_busy_is_left_alone() {
    for (status, code) in [("UPDATE_IN_PROGRESS", 1), ("UPDATE_ROLLBACK_FAILED", 1)] {
        let aws = CloudFormation::new(move |action, _| planned(action, described(status), ""));
        for command in ["stack plan", "stack deploy --yes"] {
            let output = aws.world().run_line(command).fails_with(code);
            assert!(output.stderr.contains(status), "{output}");
        }
        assert_eq!(aws.count("CreateChangeSet"), 0);
    }
}

#[test]
fn what_a_failed_creation_left_is_replaced_after_a_question() {
    let mut is_deleted = false;
    let mut is_executed = false;
    const GONE: [(&str, &str, &str); 3] = [
        ("cruddur", "ROLLBACK_COMPLETE", ""),
        ("cruddur", "DELETE_IN_PROGRESS", "User Initiated"),
        ("cruddur", "DELETE_COMPLETE", ""),
    ];
    const MADE: [(&str, &str, &str); 3] = [
        ("cruddur", "REVIEW_IN_PROGRESS", "User Initiated"),
        ("cruddur", "CREATE_IN_PROGRESS", "User Initiated"),
        ("cruddur", "CREATE_COMPLETE", ""),
    ];
    let aws = CloudFormation::new(move |action, form| match action {
        "DescribeStacks" if is_deleted => no_stack(),
        "DeleteStack" => {
            is_deleted = true;
            (200, String::new())
        }
        "ExecuteChangeSet" => {
            is_executed = true;
            (200, String::new())
        }
        "CreateChangeSet" => {
            assert_eq!(form["ChangeSetType"], "CREATE");
            created_change_set()
        }
        "DescribeStackEvents" => match (is_deleted, is_executed) {
            (false, _) => events(&GONE[..1]),
            (true, false) if form["StackName"].contains("arn:") => {
                // Before the execution there is only the event of the review.
                let all: Vec<_> = GONE.to_vec();
                events(&all)
            }
            (true, false) => no_stack(),
            (true, true) => events(&[&GONE[..], &MADE[..]].concat()),
        },
        _ => planned(action, described("ROLLBACK_COMPLETE"), QUEUE),
    });
    let world = aws.world();
    let output = world.run(["stack", "plan"]).fails_with(5);
    assert!(output.stderr.contains("cruddur stack deploy"), "{output}");
    world.run(["stack", "deploy"]).fails_with(5);
    assert_eq!(aws.count("DeleteStack"), 0);
    let output = world.run(["stack", "deploy", "--yes"]).ok();
    assert!(output.stderr.contains("stack cruddur: CREATE_COMPLETE"), "{output}");
    assert_eq!((aws.count("DeleteStack"), aws.count("ExecuteChangeSet")), (1, 1));
}

#[test]
fn a_review_of_others_is_named_and_left() {
    let aws = CloudFormation::new(|action, _| match action {
        "ListChangeSets" => {
            (200, "<Summaries><member><ChangeSetName>by-hand</ChangeSetName></member></Summaries>".to_owned())
        }
        _ => planned(action, described("REVIEW_IN_PROGRESS"), QUEUE),
    });
    let output = aws.world().run(["stack", "plan"]).ok();
    assert!(
        output.stderr.contains("warning: stack cruddur is in review") && output.stderr.contains("by-hand"),
        "{output}"
    );
    assert_eq!((aws.count("DeleteChangeSet"), aws.count("DeleteStack")), (1, 0));
}

#[test]
fn a_review_that_an_interrupted_plan_left_is_removed() {
    let mut is_deleted = false;
    let aws = CloudFormation::new(move |action, _| match action {
        "ListChangeSets" => {
            (200, "<Summaries><member><ChangeSetName>cruddur-plan-1</ChangeSetName></member></Summaries>".to_owned())
        }
        "DescribeStacks" if is_deleted => no_stack(),
        "DeleteStack" => {
            is_deleted = true;
            (200, String::new())
        }
        _ => planned(action, described("REVIEW_IN_PROGRESS"), QUEUE),
    });
    aws.world().run(["stack", "plan"]).ok();
    assert_eq!(aws.count("DeleteStack"), 1);
}

#[test]
fn a_protected_stack_is_not_deleted() {
    let aws = CloudFormation::new(|_, _| {
        let (status, stack) = described("CREATE_COMPLETE");
        (
            status,
            stack.replace(
                "<CreationTime>",
                "<EnableTerminationProtection>true</EnableTerminationProtection><CreationTime>",
            ),
        )
    });
    let output = aws.world().run(["stack", "delete", "--confirm", "cruddur"]).fails_with(5);
    assert!(output.stderr.contains("update-termination-protection"), "{output}");
    assert_eq!(aws.calls(), ["DescribeStacks"]);
}

/// A stack of everything, with a host of this name.
fn with_outputs(host: &str) -> Answer {
    let outputs = [
        ("Region", "ca-central-1"),
        ("TableName", "cruddur-messages"),
        ("UserPoolId", "ca-central-1_AbCdEfGhI"),
        ("UserPoolClientId", "client"),
        ("DatabaseUser", "cruddurroot"),
        ("DatabaseHost", host),
        ("DatabasePort", "5432"),
        ("DatabaseName", "cruddur"),
    ];
    let members = outputs.map(|(name, value)| {
        format!("<member><OutputKey>{name}</OutputKey><OutputValue>{value}</OutputValue></member>")
    });
    let (status, stack) = described("CREATE_COMPLETE");
    (status, stack.replace("<CreationTime>", &format!("<Outputs>{}</Outputs><CreationTime>", members.concat())))
}

/// `eval "$(cruddur stack env)"` runs what is printed, and a second line of GITHUB_ENV is a variable of its own. A comment ends at a line
/// break.
#[test]
fn an_output_that_a_shell_would_run_is_refused() {
    for host in ["h\ntouch ran", "h;touch ran", "$(touch ran)", "`touch ran`", "h x", "h'x", "h#x"] {
        let aws = CloudFormation::new(move |_, _| with_outputs(host));
        for format in ["sh", "dotenv", "github"] {
            let output = aws.world().run(["stack", "env", "--format", format]).fails_with(5);
            assert!(output.stderr.contains("PROD_CONNECTION_URL") && output.stdout.is_empty(), "{format}: {output}");
        }
    }
    // libpq would take an empty host for this machine.
    let aws = CloudFormation::new(|_, _| with_outputs(""));
    let output = aws.world().run(["stack", "env"]).fails_with(3);
    assert!(output.stderr.contains("no output DatabaseHost"), "{output}");
    let aws = CloudFormation::new(|_, _| with_outputs("h.example"));
    let output = aws.world().run(["stack", "env"]).ok();
    assert!(
        output.stdout.contains("# export PROD_CONNECTION_URL=postgresql://cruddurroot:PASSWORD@h.example:5432/cruddur")
    );
}

#[test]
fn the_file_of_the_variables_is_whole_or_as_it_was() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let aws = CloudFormation::new(|_, _| with_outputs("h.example"));
    let world = aws.world();
    world.run(["stack", "env", "--to", "missing/app.env"]).fails_with(2);
    world.write("app.env", "old");
    let output = world.run(["stack", "env", "--to", "app.env"]).fails_with(5);
    assert!(output.stderr.contains("app.env already exists"), "{output}");
    assert_eq!(std::fs::read_to_string(world.dir().join("app.env")).unwrap(), "old");
    // A link is replaced, and not what it leads to.
    symlink("app.env", world.dir().join("link.env")).unwrap();
    world.run(["stack", "env", "--to", "link.env", "--yes"]).ok();
    assert_eq!(std::fs::read_to_string(world.dir().join("app.env")).unwrap(), "old");
    let written = std::fs::symlink_metadata(world.dir().join("link.env")).unwrap();
    assert_eq!((written.is_file(), written.permissions().mode() & 0o777), (true, 0o600));
    let names = std::fs::read_dir(world.dir()).unwrap().map(|entry| entry.unwrap().file_name());
    assert!(names.into_iter().all(|name| !name.to_string_lossy().ends_with(".tmp")));
}

/// While the question is open, somebody else may have made a whole stack of what was left.
#[test]
fn a_stack_that_is_no_leftover_any_more_is_not_deleted() {
    let mut asked = 0;
    let aws = CloudFormation::new(move |action, _| match action {
        "DescribeStacks" => {
            asked += 1;
            described(if asked == 1 { "ROLLBACK_COMPLETE" } else { "CREATE_COMPLETE" })
        }
        "DescribeStackEvents" => events(&[("cruddur", "CREATE_COMPLETE", "")]),
        _ => planned(action, described("CREATE_COMPLETE"), QUEUE),
    });
    let output = aws.world().run_within(Duration::from_secs(30), ["stack", "deploy", "--yes"]).fails_with(5);
    assert!(output.stderr.contains("CREATE_COMPLETE"), "{output}");
    assert_eq!((aws.count("DeleteStack"), aws.count("ExecuteChangeSet")), (0, 0));
}

#[test]
fn a_start_without_an_answer_is_said_to_be_unclear() {
    let unclear = || (500, "<Code>InternalFailure</Code><Message>no</Message>".to_owned());
    let aws = CloudFormation::new(move |action, _| match action {
        "ExecuteChangeSet" | "DeleteStack" => unclear(),
        "DescribeStackEvents" => events(&[("cruddur", "CREATE_COMPLETE", "")]),
        "GetTemplate" => (200, "<TemplateBody>{}</TemplateBody>".to_owned()),
        "ListStackResources" => (200, String::new()),
        _ => planned(action, described("CREATE_COMPLETE"), QUEUE),
    });
    for command in ["stack deploy --yes", "stack delete --confirm cruddur"] {
        let output = aws.world().run_within(Duration::from_secs(60), command.split(' ')).fails_with(1);
        assert!(output.stderr.contains("may have started"), "{command}: {output}");
        assert!(output.stderr.contains("cruddur stack status --follow"), "{command}: {output}");
    }
    // What is being executed is not removed.
    assert_eq!(aws.count("DeleteChangeSet"), 0);
}

/// The policies of a template that is not as the built-in ones cannot be changed.
#[test]
fn data_that_stays_although_it_should_go_is_no_success() {
    let mut is_deleted = false;
    let aws = CloudFormation::new(move |action, _| match action {
        "DeleteStack" => {
            is_deleted = true;
            (200, String::new())
        }
        "DescribeStackEvents" if is_deleted => events(&[
            ("cruddur", "CREATE_COMPLETE", ""),
            ("cruddur", "DELETE_IN_PROGRESS", "User Initiated"),
            ("Data", "DELETE_SKIPPED", ""),
            ("cruddur", "DELETE_COMPLETE", ""),
        ]),
        "DescribeStackEvents" => events(&[("cruddur", "CREATE_COMPLETE", "")]),
        "GetTemplate" => (200, "<TemplateBody>{\"Resources\":{}}</TemplateBody>".to_owned()),
        "ListStackResources" => (
            200,
            "<StackResourceSummaries><member><LogicalResourceId>Data</LogicalResourceId><ResourceType>AWS::SQS::Queue\
             </ResourceType><PhysicalResourceId>the-data</PhysicalResourceId><ResourceStatus>CREATE_COMPLETE\
             </ResourceStatus></member></StackResourceSummaries>"
                .to_owned(),
        ),
        _ => planned(action, described("CREATE_COMPLETE"), ""),
    });
    let output = aws.world().run(["stack", "delete", "--with-data", "--confirm", "cruddur"]).fails_with(6);
    assert!(output.stderr.contains("the-data"), "{output}");
}

#[test]
fn a_failed_look_for_drift_is_named_as_such() {
    let aws = CloudFormation::new(|action, _| match action {
        "DetectStackDrift" => (200, "<StackDriftDetectionId>1</StackDriftDetectionId>".to_owned()),
        "DescribeStackDriftDetectionStatus" => (
            200,
            "<DetectionStatus>DETECTION_FAILED</DetectionStatus>\
             <DetectionStatusReason>one was not readable</DetectionStatusReason>"
                .to_owned(),
        ),
        _ => planned(action, described("CREATE_COMPLETE"), ""),
    });
    let output = aws.world().run(["stack", "drift"]).fails_with(1);
    assert!(output.stderr.contains("the drift of stack cruddur is not known: one was not readable"), "{output}");
}

#[test]
fn a_terminal_shows_a_tree_with_what_is_in_progress() {
    const PART: usize = 3;
    let mut asked = 0;
    let aws = deploying(QUEUE, move || {
        asked += 1;
        events(if asked < 4 { &DONE[..PART] } else { &DONE })
    });
    let (screen, status) = on_a_terminal(&aws.world(), "stack deploy", b"y\n");
    assert_eq!(status, 0, "{screen}");
    let live = "├─ CREATE_IN_PROGRESS Queue (AWS::SQS::Queue), 1 s\r\n└─ stack cruddur: 1 in progress, 1 s\r\n";
    assert!(screen.contains(live), "{screen:?}");
    let after = screen.rsplit(live).next().unwrap_or_default();
    assert!(after.contains("\x1b[2A\r\x1b[J├─ CREATE_COMPLETE Queue (AWS::SQS::Queue), 1.0 s"), "{screen:?}");
    // Nothing is in progress at the end.
    let end = screen.rsplit("\x1b[J").next().unwrap_or_default();
    assert!(end.starts_with("stack cruddur: UPDATE_COMPLETE in "), "{screen:?}");
}

#[test]
fn the_address_of_this_machine_is_asked_for_if_none_is_given() {
    let (url, asked) = listen(|_| Some(("/".to_owned(), Http::answer(200, "text/plain", "203.0.113.7\n"))));
    let given = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&given);
    let aws = CloudFormation::new(move |action, form| match action {
        "DescribeStacks" => with_network(),
        "GetTemplateSummary" => (200, declared(&["VpcId", "OperatorCidr", "PublicDatabase"])),
        "CreateChangeSet" => {
            let parameter = |at: usize| {
                let of = |what: &str| form.get(&format!("Parameters.member.{at}.{what}")).cloned();
                Some(format!("{}={}", of("ParameterKey")?, of("ParameterValue").unwrap_or_default()))
            };
            seen.lock().unwrap().extend((1..4).filter_map(parameter));
            created_change_set()
        }
        _ => planned(action, with_network(), QUEUE),
    });
    let world = aws.world().with("CRUDDUR_CHECKIP_URL", &url);
    let output = world.run(["stack", "open-access", "--dry-run"]).ok();
    assert!(output.stderr.contains("the address of this machine is 203.0.113.7"), "{output}");
    assert!(given.lock().unwrap().contains(&"OperatorCidr=203.0.113.7/32".to_owned()), "{given:?}");
    assert_eq!(asked.lock().unwrap().len(), 1);
    world.run(["stack", "open-access", "--close", "--dry-run"]).ok();
    assert_eq!(asked.lock().unwrap().len(), 1);
    // An answer that is no public address opens nothing.
    for body in ["<html>sign in</html>", "10.0.0.7", "::1", ""] {
        let (url, _) = listen(move |_| Some(("/".to_owned(), Http::answer(200, "text/plain", body))));
        let before = aws.count("CreateChangeSet");
        let output = aws.world().with("CRUDDUR_CHECKIP_URL", &url).run(["stack", "open-access", "--yes"]).fails_with(1);
        assert!(output.stderr.contains("--cidr"), "{output}");
        assert_eq!(aws.count("CreateChangeSet"), before, "{body}");
    }
}

#[test]
fn the_endpoint_of_all_services_gets_no_request() {
    let (elsewhere, asked) = listen(|_| Some(("any".to_owned(), Http::answer(500, "text/plain", ""))));
    let aws = deploying(QUEUE, || events(&DONE));
    let world = aws.world().with("AWS_ENDPOINT_URL", &elsewhere).with("AWS_ENDPOINT_URL_DYNAMODB", &elsewhere);
    for command in ["stack plan", "stack deploy --yes", "stack status"] {
        world.run_line(command);
    }
    assert!(aws.count("ExecuteChangeSet") == 1 && asked.lock().unwrap().is_empty(), "{asked:?}");
}

/// DescribeStacks for a stack with a network and a database of its own.
fn with_network() -> Answer {
    let (status, xml) = described("UPDATE_COMPLETE");
    let parameter =
        |name: &str| format!("<member><ParameterKey>{name}</ParameterKey><ParameterValue></ParameterValue></member>");
    let parameters = ["VpcId", "OperatorCidr", "PublicDatabase"].map(parameter).concat();
    (status, xml.replace("<Parameters>", &format!("<Parameters>{parameters}")))
}

/// The parameters of a template, for GetTemplateSummary. All have a default.
fn declared(names: &[&str]) -> String {
    let parameter = |name: &&str| format!("<member><ParameterKey>{name}</ParameterKey><DefaultValue/></member>");
    format!("<Parameters>{}</Parameters>", names.iter().map(parameter).collect::<String>())
}
