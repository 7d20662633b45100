//! Watches the messages of a server, and ends the connection before the driver answers one that must not be answered.
//! Source: PostgreSQL, "Frontend/Backend Protocol".

use crate::error::{LoginRefusal, OpenFile};
use crate::target::connection_url::AuthOptions;
use postgres::config::ChannelBinding;

/// The longest message of a server before the login, in bytes: libpq takes 30,000 of an error and less of the rest.
const LONGEST_LOGIN_MESSAGE: usize = 64 << 10;

/// The longest message of a server after it, in bytes. The driver would keep 2 GB.
const LONGEST_MESSAGE: usize = 16 << 20;

/// The longest answer to a statement, in bytes, and what each of its messages counts beside its length: the driver keeps every row.
const LONGEST_ANSWER: usize = 64 << 20;
const ROW: usize = 192;

/// Why a connection is given up before the login.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    #[error("the server does not offer TLS")]
    NotOffered,
    #[error("what answers does not speak PostgreSQL's protocol")]
    NotPostgres,
    #[error("a message of the server is longer than {0} bytes")]
    TooLong(usize),
    #[error("the server answers a statement with more than {} MiB of rows", LONGEST_ANSWER >> 20)]
    TooMuch,
    #[error(transparent)]
    Login(LoginRefusal),
}

/// What a login may come to.
#[derive(Debug, Clone)]
pub(super) struct Policy {
    pub(super) auth: AuthOptions,
    pub(super) has_password: bool,
    pub(super) open_file: Option<OpenFile>,
}

/// Follows the messages of a server: a byte for the kind, four for the length, which counts itself, and a body.
pub(super) struct Watch {
    policy: Policy,
    is_encrypted: bool,
    is_logged_in: bool,
    /// Whether the server has asked for something that the login is bound to.
    is_asked: bool,
    is_bound: bool,
    /// The beginning of the message that is being received; its body too where it is about the login.
    message: Vec<u8>,
    /// How much of the body is yet to come.
    left: usize,
    /// How much the messages of the answer to a statement are so far.
    answer: usize,
}

const HEADER: usize = 5;

impl Watch {
    pub(super) fn new(policy: Policy, is_encrypted: bool) -> Self {
        Self {
            policy,
            is_encrypted,
            is_logged_in: false,
            is_asked: false,
            is_bound: false,
            message: Vec::new(),
            left: 0,
            answer: 0,
        }
    }

    pub(super) fn look(&mut self, mut bytes: &[u8]) -> Result<(), Refusal> {
        while !bytes.is_empty() {
            if self.message.len() < HEADER {
                let (header, rest) = bytes.split_at(bytes.len().min(HEADER - self.message.len()));
                self.message.extend(header);
                bytes = rest;
                if self.message.len() < HEADER {
                    return Ok(());
                }
                self.left = self.body_length()?;
                self.count()?;
            }
            let (body, rest) = bytes.split_at(bytes.len().min(self.left));
            bytes = rest;
            self.left -= body.len();
            if self.is_about_login() {
                self.message.extend(body);
            }
            if self.left == 0 {
                self.check()?;
                self.message.clear();
            }
        }
        Ok(())
    }

    /// Counts a message whose beginning is known. ReadyForQuery ends an answer.
    fn count(&mut self) -> Result<(), Refusal> {
        self.answer = if self.message.first() == Some(&b'Z') { 0 } else { self.answer + self.left + ROW };
        if self.answer > LONGEST_ANSWER { Err(Refusal::TooMuch) } else { Ok(()) }
    }

    fn body_length(&self) -> Result<usize, Refusal> {
        let length = self.message[1..HEADER].iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
        let longest = if self.is_logged_in { LONGEST_MESSAGE } else { LONGEST_LOGIN_MESSAGE };
        if length > longest {
            return Err(Refusal::TooLong(longest));
        }
        length.checked_sub(4).ok_or(Refusal::NotPostgres)
    }

    fn is_about_login(&self) -> bool {
        !self.is_logged_in && self.message.first() == Some(&b'R')
    }

    /// Checks a whole message.
    fn check(&mut self) -> Result<(), Refusal> {
        if !self.is_about_login() {
            return Ok(());
        }
        let body = &self.message[HEADER..];
        let code = body.first_chunk().map(|code| u32::from_be_bytes(*code)).ok_or(Refusal::NotPostgres)?;
        let refused = match code {
            0 => {
                self.is_logged_in = true;
                self.logged_in()
            }
            // The server goes on with what was begun.
            8 | 11 | 12 => Ok(()),
            3 if !self.is_encrypted => Err(LoginRefusal::ClearText),
            3 => self.asked("password", false),
            5 => self.asked("md5", false),
            10 => {
                let has_plus = body[4..].split(|byte| *byte == 0).any(|name| name == b"SCRAM-SHA-256-PLUS");
                self.asked("scram-sha-256", has_plus && self.is_encrypted)
            }
            7 => Err(LoginRefusal::Unsupported("gss")),
            9 => Err(LoginRefusal::Unsupported("sspi")),
            _ => return Err(Refusal::NotPostgres),
        };
        refused.map_err(Refusal::Login)
    }

    fn asked(&mut self, method: &'static str, is_bound: bool) -> Result<(), LoginRefusal> {
        self.is_asked = true;
        self.is_bound = is_bound;
        self.allow(method)?;
        if !self.policy.has_password {
            return Err(LoginRefusal::NoPassword(self.policy.open_file.clone()));
        }
        self.check_binding()
    }

    fn logged_in(&self) -> Result<(), LoginRefusal> {
        if self.is_asked {
            return Ok(());
        }
        self.allow("none")?;
        self.check_binding()
    }

    fn allow(&self, method: &'static str) -> Result<(), LoginRefusal> {
        match &self.policy.auth.methods {
            Some(methods) if !methods.contains(&method) => Err(LoginRefusal::Method(method)),
            _ => Ok(()),
        }
    }

    fn check_binding(&self) -> Result<(), LoginRefusal> {
        let is_wanted = self.policy.auth.binding == ChannelBinding::Require;
        if is_wanted && !self.is_bound { Err(LoginRefusal::ChannelBinding) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watch(is_encrypted: bool, methods: Option<Vec<&'static str>>, binding: ChannelBinding) -> Watch {
        let policy = Policy { auth: AuthOptions { methods, binding }, has_password: true, open_file: None };
        Watch::new(policy, is_encrypted)
    }

    fn message(kind: u8, body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len() + 4).unwrap().to_be_bytes();
        [&[kind][..], &length, body].concat()
    }

    /// What a watch says of bytes, whole or one by one.
    fn outcome(new: impl Fn() -> Watch, bytes: &[u8]) -> Result<(), String> {
        let whole = new().look(bytes).map_err(|error| error.to_string());
        let mut watch = new();
        let single = bytes.iter().try_for_each(|byte| watch.look(&[*byte])).map_err(|error| error.to_string());
        assert_eq!(whole, single);
        whole
    }

    #[test]
    fn what_must_not_be_answered_does_not_arrive() {
        let any = || watch(false, None, ChannelBinding::Prefer);
        let (clear, md5, ok) = (message(b'R', &[0, 0, 0, 3]), message(b'R', b"\0\0\0\x05salt"), message(b'R', &[0; 4]));
        let scram = message(b'R', b"\0\0\0\x0aSCRAM-SHA-256-PLUS\0SCRAM-SHA-256\0\0");
        assert!(outcome(any, &clear).unwrap_err().contains("in clear text"));
        assert_eq!(outcome(|| watch(true, None, ChannelBinding::Prefer), &clear), Ok(()));
        for fine in [&md5, &ok, &scram, &[ok.clone(), message(b'Z', b"I"), message(b'S', b"a\0b\0")].concat()] {
            assert_eq!(outcome(any, fine), Ok(()));
        }
        // A message of another kind in front, and one that only looks like it in another's body.
        let notice = message(b'N', &clear);
        assert_eq!(outcome(any, &notice), Ok(()));
        assert!(outcome(any, &[notice, clear].concat()).is_err());
        assert!(outcome(any, &message(b'R', &[0, 0, 0, 7])).unwrap_err().contains("gss"));
        assert!(outcome(any, &message(b'R', &[0, 0])).is_err());
    }

    #[test]
    fn require_auth_and_channel_binding_hold() {
        let (md5, ok) = (message(b'R', b"\0\0\0\x05salt"), message(b'R', &[0; 4]));
        let scram = message(b'R', b"\0\0\0\x0aSCRAM-SHA-256\0\0");
        let plus = message(b'R', b"\0\0\0\x0aSCRAM-SHA-256-PLUS\0\0");
        let only = || watch(true, Some(vec!["scram-sha-256"]), ChannelBinding::Prefer);
        assert!(outcome(only, &md5).unwrap_err().contains("md5"));
        assert!(outcome(only, &ok).unwrap_err().contains("none"));
        assert_eq!(outcome(only, &[&scram[..], &ok].concat()), Ok(()));
        let bound = |is_encrypted| move || watch(is_encrypted, None, ChannelBinding::Require);
        assert_eq!(outcome(bound(true), &plus), Ok(()));
        for unbound in [&md5, &ok, &scram] {
            assert!(outcome(bound(true), unbound).unwrap_err().contains("channel_binding=require"));
        }
        assert!(outcome(bound(false), &plus).is_err());
    }

    #[test]
    fn no_message_is_longer_than_there_is_room_for() {
        let any = || watch(false, None, ChannelBinding::Prefer);
        assert!(outcome(any, &[b'E', 0, 2, 0, 0]).unwrap_err().contains("longer than"));
        assert!(outcome(any, &[b'E', 0, 0, 0, 3]).is_err());
        let ok = message(b'R', &[0; 4]);
        assert!(
            outcome(any, &[&ok[..], &[b'D', 0x7f, 0xff, 0xff, 0xff]].concat()).unwrap_err().contains("longer than")
        );
        assert_eq!(outcome(any, &[&ok[..], &[b'D', 0x00, 0xff, 0xff, 0xff]].concat()), Ok(()));
    }

    #[test]
    fn no_answer_is_longer_than_there_is_room_for() {
        let mut watch = watch(false, None, ChannelBinding::Prefer);
        watch.look(&message(b'R', &[0; 4])).unwrap();
        let row = message(b'D', &[0; (1 << 20) - ROW]);
        for _ in 0..3 {
            watch.look(&message(b'Z', b"I")).unwrap();
            assert!((0..64).all(|_| watch.look(&row).is_ok()));
        }
        assert!(watch.look(&row).unwrap_err().to_string().contains("more than 64 MiB of rows"));
        let mut watch = Watch::new(watch.policy, false);
        watch.look(&message(b'R', &[0; 4])).unwrap();
        watch.answer = 0;
        let empty = message(b'D', &[]);
        assert_eq!((0..).take_while(|_| watch.look(&empty).is_ok()).count(), LONGEST_ANSWER / ROW);
    }
}
