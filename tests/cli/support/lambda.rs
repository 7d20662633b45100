//! The Runtime API of AWS Lambda, which passes events to a function and gets its answers.
//! Source: Lambda developer guide, "Using the Lambda runtime API for custom runtimes".

use super::World;
use super::http::Http;
use serde_json::Value;
use std::collections::VecDeque;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The time that a function has for an event.
const EVENT_TIMEOUT: Duration = Duration::from_secs(4);

/// The time that a test waits for an answer.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);

/// A function that runs until the end of the test.
pub struct Lambda {
    process: Child,
    events: Sender<Value>,
    answers: Receiver<Result<Value, Value>>,
    log: Receiver<String>,
}

impl Lambda {
    /// Starts a function in the environment of a world.
    pub fn start(world: &World, path: &str, env: &[(&str, &str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let here = listener.local_addr().expect("its address").to_string();
        let (events, waiting) = mpsc::channel();
        let (done, answers) = mpsc::channel();
        std::thread::spawn(move || {
            // The function asks for the next event after its answer, so one connection at a time is enough.
            let mut waiting = Events { waiting, taken: VecDeque::new() };
            for client in listener.incoming().flatten() {
                serve(client, &mut waiting, &done);
            }
        });
        let mut process = Command::new(path)
            .current_dir(world.dir())
            .env_clear()
            .envs(world.env())
            .envs(env.iter().copied())
            .env("AWS_REGION", "us-east-1")
            .env("AWS_LAMBDA_RUNTIME_API", here)
            .env("AWS_LAMBDA_FUNCTION_NAME", "function")
            .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128")
            .env("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST")
            .env("AWS_LAMBDA_LOG_STREAM_NAME", "stream")
            .env("AWS_LAMBDA_LOG_GROUP_NAME", "group")
            // Even the most detailed log must not contain messages.
            .env("RUST_LOG", "trace")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the function runs");
        let stdout = BufReader::new(process.stdout.take().expect("its stdout"));
        let (lines, log) = mpsc::channel();
        std::thread::spawn(move || stdout.lines().map_while(Result::ok).all(|line| lines.send(line).is_ok()));
        Self { process, events, answers, log }
    }

    /// Passes an event to the function, and returns its answer or its failure.
    #[track_caller]
    pub fn invoke(&self, event: &Value) -> Result<Value, Value> {
        self.events.send(event.clone()).expect("the function listens");
        self.answers.recv_timeout(ANSWER_TIMEOUT).expect("the function answers")
    }

    /// Ends the function, and returns its log, which has a JSON object on each line.
    pub fn end(mut self) -> Vec<Value> {
        self.stop();
        self.log.iter().map(|line| serde_json::from_str(&line).unwrap_or_else(|_| panic!("no JSON: {line}"))).collect()
    }

    fn stop(&mut self) {
        self.process.kill().ok();
        self.process.wait().expect("its end");
    }
}

impl Drop for Lambda {
    fn drop(&mut self) {
        self.stop();
    }
}

struct Events {
    waiting: Receiver<Value>,
    taken: VecDeque<String>,
}

fn serve(client: TcpStream, events: &mut Events, done: &Sender<Result<Value, Value>>) -> Option<()> {
    let mut from = BufReader::new(client.try_clone().ok()?);
    let mut to = client;
    loop {
        let request = Http::read(&mut from)?;
        let body = || serde_json::from_slice(&request.body).expect("an answer in JSON");
        let path = request.first.split_whitespace().nth(1)?;
        if path.ends_with("/invocation/next") {
            let event = events.waiting.recv().ok()?;
            let id = uuid::Uuid::new_v4().to_string();
            let mut answer = Http::answer(200, "application/json", &event.to_string());
            let deadline = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock") + EVENT_TIMEOUT;
            for (name, value) in [
                ("lambda-runtime-aws-request-id", id.clone()),
                ("lambda-runtime-deadline-ms", deadline.as_millis().to_string()),
                ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:us-east-1:1:function:function".to_owned()),
            ] {
                answer.headers.push((name.to_owned(), value));
            }
            events.taken.push_back(id);
            answer.write(&mut to)?;
            continue;
        }
        let (path, outcome) = path.rsplit_once('/')?;
        assert!(events.taken.pop_front().is_some_and(|id| path.ends_with(&id)), "an answer to no event: {path}");
        done.send(if outcome == "response" { Ok(body()) } else { Err(body()) }).ok()?;
        Http::answer(202, "application/json", "{}").write(&mut to)?;
    }
}
