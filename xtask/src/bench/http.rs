//! As much of HTTP as measuring needs: a kept connection over plain sockets and a minimal reader of answers, so that the
//! generator takes little of the processors it shares with the server.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use crate::command::{Failure, Result};

/// An answer, as far as the load looks at it.
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Names, in small letters, and values.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Answer {
    /// The first header of this name, which is given in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// One kept connection.
pub struct Connection {
    reader: BufReader<TcpStream>,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// When nobody listens there.
    pub fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).map_err(Failure::new)?;
        stream.set_nodelay(true).map_err(Failure::new)?;
        stream.set_read_timeout(Some(Duration::from_secs(60))).map_err(Failure::new)?;
        Ok(Self { reader: BufReader::with_capacity(64 * 1024, stream) })
    }

    /// Sends a whole request and reads its answer.
    ///
    /// # Errors
    /// When the connection breaks or the answer is not HTTP.
    pub fn ask(&mut self, request: &[u8]) -> Result<Answer> {
        self.reader.get_mut().write_all(request).map_err(Failure::new)?;
        let mut line = String::new();
        self.line(&mut line)?;
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| Failure::new(format!("no HTTP answer: {line:?}")))?;
        let mut headers = Vec::new();
        loop {
            self.line(&mut line)?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut answer = Answer { status, headers, body: Vec::new() };
        answer.body = match answer.header("content-length") {
            Some(length) => self.bytes(length.parse().map_err(Failure::new)?)?,
            None if answer.header("transfer-encoding").is_some() => self.chunks()?,
            None => Vec::new(),
        };
        Ok(answer)
    }

    fn line(&mut self, line: &mut String) -> Result<()> {
        line.clear();
        if self.reader.read_line(line).map_err(Failure::new)? == 0 {
            return Err(Failure::new("the connection was closed"));
        }
        line.truncate(line.trim_end().len());
        Ok(())
    }

    fn bytes(&mut self, length: usize) -> Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.reader.read_exact(&mut bytes).map_err(Failure::new)?;
        Ok(bytes)
    }

    fn chunks(&mut self) -> Result<Vec<u8>> {
        let (mut body, mut line) = (Vec::new(), String::new());
        loop {
            self.line(&mut line)?;
            let length = usize::from_str_radix(&line, 16).map_err(Failure::new)?;
            body.extend(self.bytes(length)?);
            self.line(&mut line)?;
            if length == 0 {
                return Ok(body);
            }
        }
    }
}

/// A GET request.
pub fn get(path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n{headers}\r\n").into_bytes()
}

/// A POST request with a body.
pub fn post(path: &str, headers: &str, kind: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n{headers}\r\n"
    );
    [head.as_bytes(), body].concat()
}

#[cfg(test)]
mod tests {
    use super::{Connection, get};
    use std::{
        io::{Read, Write},
        net::TcpListener,
        thread,
    };

    #[test]
    fn answers_of_both_kinds_are_read_over_one_connection() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a connection");
            for answer in [
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n",
            ] {
                let mut request = [0; 512];
                let _ = stream.read(&mut request).expect("a request");
                stream.write_all(answer.as_bytes()).expect("sent");
            }
        });
        let mut connection = Connection::open(address).expect("open");
        let first = connection.ask(&get("/", "")).expect("an answer");
        assert_eq!((first.status, first.body.as_slice()), (200, b"ab".as_slice()));
        let second = connection.ask(&get("/", "")).expect("an answer");
        assert_eq!((second.status, second.body.as_slice()), (404, b"abcd".as_slice()));
        server.join().expect("the server ended well");
    }
}
