package dev.medialifecycle.benchmarks.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection to S3 with as little between request and socket as a valid request allows: the limit of any client in Java. */
final class LeanConnection implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *(\\d+)");

    private final Socket socket;
    private final String host;
    private final InputStream in;
    private final OutputStream out;
    private final Signature signature;
    private final Clock clock;
    private byte[] answer = new byte[1 << 18];
    private int begin;
    private int end;
    private int read;

    LeanConnection(URI endpoint, Clock clock) throws IOException, GeneralSecurityException {
        this.socket = new Socket(endpoint.getHost(), endpoint.getPort());
        socket.setTcpNoDelay(true);
        this.host = endpoint.getHost() + ":" + endpoint.getPort();
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.signature = new Signature(SdkClients.ACCESS, SdkClients.SECRET, SdkClients.REGION);
        this.clock = clock;
    }

    String sha256(byte[] body, int length) {
        return signature.sha256(body, length);
    }

    /** Sends a signed head; the body follows by {@link #out}. */
    void send(String method, String path, String query, Map<String, String> more, String bodyHash)
            throws IOException, GeneralSecurityException {
        SortedMap<String, String> headers = new TreeMap<>(more);
        headers.put("host", host);
        String length = headers.remove("content-length");
        signature.sign(method, path, query.isEmpty() ? "" : query + "=", headers, bodyHash, clock.instant());
        StringBuilder head = new StringBuilder(512).append(method).append(' ').append(path);
        if (!query.isEmpty()) {
            head.append('?').append(query);
        }
        head.append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("content-length: ").append(length).append("\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
    }

    OutputStream out() {
        return out;
    }

    /** Reads the head of an answer, and answers how long its body is. */
    long status(int expected) throws IOException {
        begin = 0;
        end = 0;
        read = 0;
        int bodyAt = -1;
        while (bodyAt < 0) {
            fill();
            bodyAt = endOfHead();
        }
        String head = new String(answer, 0, bodyAt, StandardCharsets.US_ASCII);
        if (!head.startsWith("HTTP/1.1 " + expected)) {
            throw new IOException("Answered " + head.lines().findFirst().orElse("nothing"));
        }
        Matcher length = LENGTH.matcher(head);
        begin = bodyAt;
        return length.find() ? Long.parseLong(length.group(1)) : 0;
    }

    /** Reads a whole answer with a body that fits into memory; {@link #body} has it from {@link #begin} to {@link #end}. */
    void receive(int expected) throws IOException {
        long length = status(expected);
        end = Math.toIntExact(begin + length);
        while (read < end) {
            fill();
        }
    }

    byte[] body() {
        return answer;
    }

    int begin() {
        return begin;
    }

    int end() {
        return end;
    }

    /** Of the body whose head {@link #status} has read: what came with the head, then what comes. */
    int readBody(byte[] to, long left) throws IOException {
        int wanted = (int) Math.min(to.length, left);
        if (begin < read) {
            int count = Math.min(wanted, read - begin);
            System.arraycopy(answer, begin, to, 0, count);
            begin += count;
            return count;
        }
        return in.read(to, 0, wanted);
    }

    private void fill() throws IOException {
        if (read == answer.length) {
            answer = Arrays.copyOf(answer, 2 * answer.length);
        }
        int count = in.read(answer, read, answer.length - read);
        if (count < 0) {
            throw new EOFException("An answer ended early");
        }
        read += count;
    }

    private int endOfHead() {
        for (int at = 0; at + 3 < read; at++) {
            if (answer[at] == '\r' && answer[at + 1] == '\n' && answer[at + 2] == '\r') {
                return at + 4;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
