//! Hints for stacks of CloudFormation.

use crate::cli::Repeat;
use crate::cli::shell::quoted;
use cruddur::error::StackError;

/// The functions, as arguments of cargo.
const BINARIES: &str = "--bin cruddur-messaging-stream --bin cruddur-post-confirmation --bin cruddur-schema-load";

pub fn hint(error: &StackError, repeat: &Repeat) -> Option<String> {
    let on = |command: &str, name: &str| format!("cruddur stack {command} --stack-name {}{repeat}", quoted(name));
    let aws = repeat.of_aws("cloudformation");
    Some(match error {
        StackError::NoStack { name, .. } => {
            format!(
                "{} creates it; --region and --stack-name look for it elsewhere, and aws cloudformation describe-stacks{aws} lists the stacks",
                on("deploy", name)
            )
        }
        StackError::NoOutput { name, .. } => format!(
            "{} lists its outputs; a stack of another template, such as that of --table-only, does not have all of them",
            on("outputs", name)
        ),
        StackError::NoResource { name, .. } => format!(
            "{} lists its resources; a stack of another template, such as that of --table-only, does not have all of them",
            on("status", name)
        ),
        StackError::NoLogGroup { name, group } => format!(
            "aws logs create-log-group --log-group-name {}{} creates it again; {} shows what else was deleted by hand",
            quoted(group),
            repeat.of_aws("logs"),
            on("drift", name)
        ),
        StackError::NoQueue { name, url } => format!(
            "aws sqs create-queue --queue-name {}{} creates it again; {} shows what else was deleted by hand",
            quoted(url.rsplit('/').next().unwrap_or(url)),
            repeat.of_aws("sqs"),
            on("drift", name)
        ),
        StackError::BadName { .. } => "--stack-name names a stack, such as cruddur".to_owned(),
        StackError::BadTemplate { .. } => "cruddur stack template prints the built-in template".to_owned(),
        StackError::UnknownParameter { known, .. } => format!("its parameters are {}", known.join(", ")),
        StackError::MissingParameter { names } => {
            let values: Vec<String> = names.iter().map(|name| format!("--parameter {name}=VALUE")).collect();
            format!("give {}", values.join(" "))
        }
        StackError::NotAllowed { action, .. } | StackError::Failed { action: Some(action), .. } => {
            format!("let an IAM policy of these credentials allow {action}; cruddur doctor{repeat} says who they are")
        }
        StackError::Busy { name, .. } => on("status --follow", name),
        StackError::MaybeStarted { name, .. } => {
            format!("{} shows whether it did, before the same command again", on("status --follow", name))
        }
        StackError::NoDrift { .. } => {
            format!("see the cause, then the same command again; cruddur doctor{repeat} says who the credentials are")
        }
        StackError::Leftover { name, .. } => {
            format!("{} deletes what is left after a question, and creates it again", on("deploy", name))
        }
        StackError::Stuck { name, .. } => format!(
            "remove the cause, then aws cloudformation continue-update-rollback --stack-name {}{aws}; {} names the cause",
            quoted(name),
            on("status", name)
        ),
        StackError::Protected { name } => format!(
            "aws cloudformation update-termination-protection --no-enable-termination-protection --stack-name {}{aws} switches it off",
            quoted(name)
        ),
        StackError::NoChangeSet { .. } => {
            "correct the template or its parameters, then the same command again".to_owned()
        }
        StackError::Failed { name, .. } => {
            format!("{} shows the resources; remove the cause, then the same command again", on("status", name))
        }
        StackError::NoDefaultVpc { .. } => format!(
            "without --default-vpc the stack creates a VPC of its own; aws ec2 create-default-vpc{} makes a default one",
            repeat.of_aws("ec2")
        ),
        StackError::NoAddress { .. } => "name the addresses that may connect, such as --cidr 203.0.113.7/32".to_owned(),
        StackError::NoFunctions { .. } | StackError::BadFunction { .. } => format!(
            "cargo lambda build --release --no-default-features --features lambda --output-format zip {BINARIES} makes the zip files in target/lambda; docs/lambda.md says how to install it"
        ),
        StackError::FunctionFailed { name, .. } => {
            format!("{} shows its log; {} invokes it again", on("logs schema-load", name), on("schema-load", name))
        }
        StackError::Endpoint { variable, .. } => {
            format!("unset {variable}: a stack is on AWS, or on a stand-in on this machine")
        }
    })
}
