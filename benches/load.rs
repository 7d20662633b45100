//! Loads `cruddur serve`, and the library alone with the same calls.
//!
//!   load http URL TOKEN get|post CLIENTS REQUESTS    sends requests, each client over a connection that stays open
//!   load library HANDLE get|post CLIENTS REQUESTS    makes the calls of these requests in this process, without HTTP
//!
//! `get` reads the 20 newest conversations of the user, and `post` writes a message. Each client writes into a conversation of its
//! own as far as the user has as many. It prints the requests a second, and the median and the 99th percentile of their times in ms.

use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// What the clients do.
#[derive(Clone, Copy)]
enum Call {
    Get,
    Post,
}

impl Call {
    fn parse(text: &str) -> Result<Self> {
        match text {
            "get" => Ok(Self::Get),
            "post" => Ok(Self::Post),
            _ => Err("the call is get or post".into()),
        }
    }
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let started = Instant::now();
    let (started, times) = match arguments.as_slice() {
        ["http", url, token, call, clients, requests] => {
            (started, http::run(url, token, Call::parse(call)?, clients.parse()?, requests.parse()?)?)
        }
        #[cfg(feature = "serve")]
        ["library", handle, call, clients, requests] => {
            library::run(handle, Call::parse(call)?, clients.parse()?, requests.parse()?)?
        }
        // `cargo bench` runs every bench. This one is a tool of benches/serve, and does nothing without arguments.
        [] => return Ok(()),
        _ => return Err("see the top of benches/load.rs".into()),
    };
    print(started.elapsed(), times);
    Ok(())
}

fn print(took: Duration, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |part: f64| times[((times.len() - 1) as f64 * part).round() as usize].as_secs_f64() * 1e3;
    println!("{:.0} {:.2} {:.2}", times.len() as f64 / took.as_secs_f64(), at(0.5), at(0.99));
}

/// Returns how many of all requests one of the clients sends.
fn share(requests: usize, clients: usize, client: usize) -> usize {
    requests / clients + usize::from(client < requests % clients)
}

mod http {
    use super::{Call, Result, share};
    use serde_json::{Value, json};
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::TcpStream;
    use std::time::{Duration, Instant};

    pub(super) fn run(url: &str, token: &str, call: Call, clients: usize, requests: usize) -> Result<Vec<Duration>> {
        let host = url.trim_start_matches("http://").trim_end_matches('/');
        let ids = conversations(host, token)?;
        std::thread::scope(|scope| {
            let one = |client: usize| {
                let id = &ids[client % ids.len()];
                move || one_client(host, token, call, id, share(requests, clients, client))
            };
            let threads: Vec<_> = (0..clients).map(|client| scope.spawn(one(client))).collect();
            let times: Result<Vec<Vec<Duration>>> =
                threads.into_iter().map(|thread| thread.join().map_err(|_| "a client panicked")?).collect();
            Ok(times?.concat())
        })
    }

    fn conversations(host: &str, token: &str) -> Result<Vec<String>> {
        let mut connection = connect(host)?;
        let rows: Vec<Value> =
            serde_json::from_slice(&ask(&mut connection, &get(host, token, "/api/message_groups?limit=100"))?)?;
        let ids: Option<Vec<String>> = rows.iter().map(|row| Some(row["uuid"].as_str()?.to_owned())).collect();
        ids.filter(|ids| !ids.is_empty()).ok_or_else(|| "the user has no conversations".into())
    }

    fn one_client(host: &str, token: &str, call: Call, id: &str, requests: usize) -> Result<Vec<Duration>> {
        let request = match call {
            Call::Get => get(host, token, "/api/message_groups"),
            Call::Post => post(host, token, id),
        };
        let mut connection = connect(host)?;
        let time = |_| {
            let started = Instant::now();
            ask(&mut connection, &request)?;
            Ok(started.elapsed())
        };
        (0..requests).map(time).collect()
    }

    fn connect(host: &str) -> Result<BufReader<TcpStream>> {
        let stream = TcpStream::connect(host)?;
        stream.set_nodelay(true)?;
        Ok(BufReader::new(stream))
    }

    fn get(host: &str, token: &str, path: &str) -> Vec<u8> {
        format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\n\r\n").into_bytes()
    }

    fn post(host: &str, token: &str, id: &str) -> Vec<u8> {
        let body = json!({ "message": super::TEXT, "message_group_uuid": id }).to_string();
        let length = body.len();
        format!(
            "POST /api/messages HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\ncontent-length: {length}\r\n\r\n{body}"
        )
        .into_bytes()
    }

    /// Sends a request, and returns the body of its answer, which has to be 200.
    fn ask(connection: &mut BufReader<TcpStream>, request: &[u8]) -> Result<Vec<u8>> {
        connection.get_mut().write_all(request)?;
        let (mut status, mut length) = (String::new(), 0);
        connection.read_line(&mut status)?;
        loop {
            let mut line = String::new();
            if connection.read_line(&mut line)? <= 2 {
                break;
            }
            let (name, value) = line.split_once(':').unwrap_or_default();
            if name.eq_ignore_ascii_case("content-length") {
                length = value.trim().parse()?;
            }
        }
        let mut body = vec![0; length];
        connection.read_exact(&mut body)?;
        match status.split(' ').nth(1) {
            Some("200") => Ok(body),
            _ => Err(format!("{} {}", status.trim(), String::from_utf8_lossy(&body)).into()),
        }
    }
}

/// The text of each message.
const TEXT: &str = "So he knew about the outage all along, and did not say a word about it to anybody?";

#[cfg(feature = "serve")]
mod library {
    use super::{Call, Result, TEXT, share};
    use cruddur::db::Users;
    use cruddur::ddb::Table;
    use cruddur::event::Observer;
    use cruddur::messaging::{NewMessage, Order, Participant, Period, Recipient};
    use cruddur::stores;
    use cruddur::target::{Request, Stores, Target};
    use cruddur::timestamp::Timestamp;
    use std::path::PathBuf;
    use std::rc::Rc;
    use std::time::{Duration, Instant};
    use tokio::sync::Mutex;

    const TABLE: &str = "cruddur-messages";

    /// How many conversations the server lists for a client that asks for no other number.
    const LISTED: usize = 20;

    /// The stores, as the server has them: embedded ones are opened for each call, and others stay open.
    struct Opened {
        target: Target,
        kept: Option<Table>,
        turn: Mutex<()>,
        user: Participant,
        conversations: Vec<String>,
        records: PathBuf,
    }

    pub(super) fn run(handle: &str, call: Call, clients: usize, requests: usize) -> Result<(Instant, Vec<Duration>)> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        tokio::task::LocalSet::new().block_on(&runtime, async {
            let opened = Rc::new(open(handle).await?);
            let started = Instant::now();
            let of = |client| {
                tokio::task::spawn_local(one_client(Rc::clone(&opened), call, client, share(requests, clients, client)))
            };
            let tasks: Vec<_> = (0..clients).map(of).collect();
            let mut times = Vec::with_capacity(requests);
            for task in tasks {
                times.extend(task.await??);
            }
            Ok((started, times))
        })
    }

    async fn open(handle: &str) -> Result<Opened> {
        let env = |name: &str| std::env::var(name).ok();
        let directory = std::env::current_dir()?;
        let request = Request { timeout: Duration::from_secs(60), directory, ..Request::without_options(&env) };
        let target = Target::resolve(&request, Stores { messages: true, users: true, pool: false }).await?;
        let users: Users = stores::users(&target, Observer::default()).await?;
        let user = Participant::from(users.by_handle(handle).await?);
        drop(users);
        let table = stores::table(&target, TABLE, Observer::default()).await?;
        let rows = table.conversations(&user.user_uuid, Order::NewestFirst, Some(100)).take(Some(100)).await?;
        let conversations = rows.into_iter().map(|row| row.conversation_id).collect();
        let kept = (!target.is_embedded()).then_some(table);
        Ok(Opened { target, kept, turn: Mutex::default(), user, conversations, records: std::env::temp_dir() })
    }

    async fn one_client(opened: Rc<Opened>, call: Call, client: usize, requests: usize) -> Result<Vec<Duration>> {
        let mut times = Vec::with_capacity(requests);
        for _ in 0..requests {
            let started = Instant::now();
            opened.call(call, client).await?;
            times.push(started.elapsed());
        }
        Ok(times)
    }

    impl Opened {
        async fn call(&self, call: Call, client: usize) -> Result<()> {
            if let Some(table) = &self.kept {
                return self.call_on(table, call, client).await;
            }
            let _turn = self.turn.lock().await;
            let table = stores::table(&self.target, TABLE, Observer::default()).await?;
            self.call_on(&table, call, client).await
        }

        async fn call_on(&self, table: &Table, call: Call, client: usize) -> Result<()> {
            match call {
                Call::Get => {
                    let rows = table.conversations_in(
                        &self.user.user_uuid,
                        Period::default(),
                        Order::NewestFirst,
                        Some(LISTED),
                    );
                    rows.take(Some(LISTED)).await?;
                }
                Call::Post => {
                    let to = Recipient::Conversation(&self.conversations[client % self.conversations.len()]);
                    let new = NewMessage { sender: &self.user, to, text: TEXT, now: Timestamp::now(), uuid: None };
                    let pending = table.prepare_message(&new).await?;
                    table.write_message(pending, Some(&self.records)).await?.acknowledge();
                }
            }
            Ok(())
        }
    }
}
