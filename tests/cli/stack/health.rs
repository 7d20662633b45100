//! What `cruddur doctor` finds in a stack.

use super::real::{deployed, python, url};
use super::stub::{CloudFormation, described, no_stack, refused, resources};
use crate::support::stub::Stub;
use crate::support::{Output, World};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn doctor(world: &World, name: &str) -> Output {
    let at = url();
    world.run_line(&format!("doctor --prod --stack-name {name} --endpoint-url {at} --insecure-http --output json"))
}

/// The rows of the stack, by their names.
fn of_stack(output: &Output) -> BTreeMap<String, Value> {
    let rows = output.rows().into_iter().filter(|row| row["check"].as_str().unwrap().starts_with("stack"));
    rows.map(|row| (row["check"].as_str().unwrap().to_owned(), row)).collect()
}

/// The checks that found a problem.
fn problems(rows: &BTreeMap<String, Value>) -> Vec<&str> {
    rows.iter().filter(|(_, row)| row["state"] != "ok").map(|(name, _)| name.as_str()).collect()
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn each_fault_of_a_stack_is_found() {
    let world = deployed("health");
    let rows = of_stack(&doctor(&world, "health"));
    assert_eq!(problems(&rows), Vec::<&str>::new(), "{rows:?}");
    assert_eq!(rows.len(), 10, "{rows:?}");
    // A fault, the check that finds it, and what fixes it.
    let faults = [
        (
            "e = of('DynamoDBEndpoint'); client('ec2').modify_vpc_endpoint(VpcEndpointId=e, RemoveRouteTableIds=[of('RouteTable')])",
            "stack endpoint",
            "aws ec2 modify-vpc-endpoint --vpc-endpoint-id vpce-",
        ),
        (
            "client('lambda').update_event_source_mapping(UUID=of('MessagingStreamSource'), FunctionResponseTypes=[])",
            "stack stream source",
            "--function-response-types ReportBatchItemFailures",
        ),
        (
            "client('lambda').update_event_source_mapping(UUID=of('MessagingStreamSource'), Enabled=False)",
            "stack stream source",
            "aws lambda update-event-source-mapping --uuid",
        ),
        (
            "client('sqs').send_message(QueueUrl=of('MessagingStreamFailures'), MessageBody='{}')",
            "stack failures",
            "cruddur stack redrive --stack-name health --prod",
        ),
        (
            "client('cloudwatch').put_metric_data(Namespace='AWS/Lambda', MetricData=[dict(MetricName='IteratorAge', Value=120000.0, \
             Unit='Milliseconds', Dimensions=[dict(Name='FunctionName', Value=of('MessagingStream'))])])",
            "stack stream age",
            "cruddur stack logs messaging-stream --stack-name health",
        ),
        (
            "client('cognito-idp').update_user_pool(UserPoolId=of('UserPool'), LambdaConfig={}, DeletionProtection='ACTIVE')",
            "stack trigger",
            "choose health-post-confirmation as the post confirmation trigger",
        ),
        (
            "client('cognito-idp').update_user_pool(UserPoolId=of('UserPool'), DeletionProtection='INACTIVE')",
            "stack user pool",
            "switch deletion protection on",
        ),
        (
            "client('dynamodb').update_table(TableName='health-messages', DeletionProtectionEnabled=False)",
            "stack table",
            "cruddur ddb schema-load --prod",
        ),
    ];
    let of = "names = {r['LogicalResourceId']: r['PhysicalResourceId'] for r in \
              client('cloudformation').list_stack_resources(StackName='health')['StackResourceSummaries']}\nof = names.get\n";
    let mut found = Vec::new();
    for (fault, check, fix) in faults {
        python(&format!("{of}{fault}"));
        found.push(check);
        found.sort_unstable();
        found.dedup();
        let output = doctor(&world, "health").fails_with(1);
        let rows = of_stack(&output);
        assert!(rows[check]["fix"].as_str().is_some_and(|text| text.contains(fix)), "{check}: {rows:?}");
        let found: Vec<&str> = problems(&rows).into_iter().filter(|name| found.contains(name)).collect();
        assert!(found.contains(&check), "{check}: {rows:?}");
    }
    let rows = of_stack(&doctor(&world, "health"));
    assert_eq!(problems(&rows), found, "{rows:?}");
    python(&format!("{of}client('lambda').delete_event_source_mapping(UUID=of('MessagingStreamSource'))"));
    let rows = of_stack(&doctor(&world, "health"));
    assert!(rows["stack stream source"]["found"].as_str().unwrap().ends_with("does not exist"), "{rows:?}");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_stack_without_protection_is_found() {
    let world = deployed("bare-stack");
    world.run_line("stack deploy --stack-name bare-stack --yes --no-schema-load --parameter Protect=false").ok();
    let rows = of_stack(&doctor(&world, "bare-stack"));
    assert_eq!(problems(&rows), ["stack deletion protection"], "{rows:?}");
    let fix = rows["stack deletion protection"]["fix"].as_str().unwrap().to_owned();
    assert!(fix.starts_with("cruddur stack deploy --parameter Protect=true --stack-name bare-stack"), "{fix}");
}

/// A user who may only read the stack gets a row for each permission that is missing.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_missing_permission_is_a_row_and_ends_nothing() {
    let world = deployed("unread");
    let keys = python(
        "iam = client('iam')\niam.create_user(UserName='unread')\npolicy = {'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action': ['cloudformation:*', 'dynamodb:*', 'lambda:*'], 'Resource': '*'}]}\niam.put_user_policy(UserName='unread', PolicyName='read', PolicyDocument=json.dumps(policy))\nkey = iam.create_access_key(UserName='unread')['AccessKey']\nprint(key['AccessKeyId'], key['SecretAccessKey'])",
    );
    let (id, secret) = keys.split_once(' ').expect("two keys");
    let world = world.with("AWS_ACCESS_KEY_ID", id).with("AWS_SECRET_ACCESS_KEY", secret);
    let output = doctor(&world, "unread").fails_with(1);
    let rows = of_stack(&output);
    assert_eq!(
        problems(&rows),
        ["stack endpoint", "stack failures", "stack stream age", "stack user pool"],
        "{rows:?}"
    );
    for (check, action) in
        [("stack endpoint", "ec2:DescribeVpcEndpoints"), ("stack failures", "sqs:GetQueueAttributes")]
    {
        assert!(rows[check]["fix"].as_str().unwrap().contains(action), "{rows:?}");
    }
}

/// A DynamoDB for the other checks.
fn dynamodb() -> Stub {
    Stub::new(|operation, _| match operation {
        "DescribeTable" => (200, crate::support::stub::table("ACTIVE")),
        _ => (200, json!({ "TableNames": [], "Items": [], "Count": 0, "ScannedCount": 0 })),
    })
}

fn scripted(aws: &CloudFormation, arguments: &str) -> BTreeMap<String, Value> {
    let dynamodb = dynamodb();
    let line = format!("doctor --prod {arguments} --endpoint-url {} --insecure-http --output json", dynamodb.url());
    of_stack(&aws.world().run_line(&line))
}

#[test]
fn a_stack_that_is_not_there_is_no_problem_unless_it_is_named() {
    let aws = CloudFormation::new(|_, _| no_stack());
    let rows = scripted(&aws, "");
    assert_eq!(rows["stack"]["found"], "cruddur does not exist");
    assert_eq!((problems(&rows).len(), rows.len()), (0, 1), "{rows:?}");
    let rows = scripted(&aws, "--stack-name cruddur");
    assert_eq!(rows["stack"]["state"], "problem", "{rows:?}");
    let aws = CloudFormation::new(|_, _| refused("AccessDenied", "no"));
    assert_eq!(scripted(&aws, "")["stack"]["state"], "unknown");
    assert_eq!(scripted(&aws, "--stack-name cruddur")["stack"]["state"], "problem");
}

/// An endpoint of DynamoDB that is not AWS has no stack beside it, and a local target has none at all.
#[test]
fn no_stack_is_looked_for_beside_an_emulator() {
    let aws = CloudFormation::new(|_, _| no_stack());
    let dynamodb = dynamodb();
    let world = World::bare().with("AWS_REGION", "ca-central-1").with("AWS_ACCESS_KEY_ID", "a");
    let world = world.with("AWS_SECRET_ACCESS_KEY", "b");
    let line = format!("doctor --prod --endpoint-url {} --insecure-http --output json", dynamodb.url());
    assert!(of_stack(&world.run_line(&line)).is_empty());
    aws.world().with("CRUDDUR_LOCAL", "embedded").run(["doctor"]);
    aws.world().with("CRUDDUR_LOCAL", "embedded").run(["doctor", "--stack-name", "cruddur"]).fails_with(2);
    assert_eq!(aws.calls(), Vec::<String>::new());
}

#[test]
fn a_stack_that_failed_is_a_problem() {
    for (status, state) in [
        ("UPDATE_ROLLBACK_FAILED", "problem"),
        ("ROLLBACK_COMPLETE", "problem"),
        ("REVIEW_IN_PROGRESS", "problem"),
        ("UPDATE_ROLLBACK_COMPLETE", "ok"),
        ("UPDATE_IN_PROGRESS", "ok"),
    ] {
        let aws = CloudFormation::new(move |action, _| match action {
            "DescribeStacks" => described(status),
            _ => resources(&[]),
        });
        let rows = scripted(&aws, "");
        assert_eq!(rows["stack"]["state"], state, "{status}: {rows:?}");
    }
}

/// The answers of the other services, as their manuals have them.
#[test]
fn an_answer_that_is_none_of_the_service_is_a_row() {
    let nonsense = Stub::new(|_, _| (200, json!({ "Attributes": {} })));
    let aws = CloudFormation::new(|action, _| match action {
        "DescribeStacks" => described("CREATE_COMPLETE"),
        _ => resources(&[
            ("MessagingStreamFailures", "AWS::SQS::Queue", "https://sqs.ca-central-1.amazonaws.com/123456789012/f"),
            ("MessagingStream", "AWS::Lambda::Function", "f"),
        ]),
    });
    let dynamodb = dynamodb();
    let world =
        aws.world().with("AWS_ENDPOINT_URL_SQS", nonsense.url()).with("AWS_ENDPOINT_URL_CLOUDWATCH", nonsense.url());
    let line = format!("doctor --prod --endpoint-url {} --insecure-http --output json", dynamodb.url());
    let rows = of_stack(&world.run_line(&line));
    assert_eq!(problems(&rows), ["stack failures"], "{rows:?}");
    assert_eq!(rows["stack stream age"]["found"], "no record in the last 15 minutes");
}
