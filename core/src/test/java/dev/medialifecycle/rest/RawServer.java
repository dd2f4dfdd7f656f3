package dev.medialifecycle.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server that does with each connection exactly what a test says, down to the byte at which it breaks. */
final class RawServer implements AutoCloseable {
    /** What happens on one connection; it is closed afterwards. */
    interface Conversation {
        void hold(RawServer server, Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private RawServer(ServerSocket listening) {
        this.listening = listening;
    }

    static RawServer doing(Conversation conversation) throws IOException {
        RawServer server = new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(() -> server.accept(conversation));
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    /** Answers each request with this text, then closes. */
    static RawServer saying(String answer) throws IOException {
        return doing((server, socket) -> {
            server.hear(socket);
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        });
    }

    /** Answers the first request so, and the second so far and then no more, with the connection open. */
    static RawServer sayingAndWaiting(String first, String second) throws IOException {
        return doing((server, socket) -> {
            for (String answer : new String[] {first, second}) {
                if (!server.hear(socket)) {
                    return;
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().flush();
            }
            socket.getInputStream().read();
        });
    }

    URI url(String path) {
        return URI.create("http://localhost:" + listening.getLocalPort() + path);
    }

    int connections() {
        return sockets.size();
    }

    /** The next request, its head and what came of its body. */
    String heard() throws InterruptedException {
        return String.valueOf(heard.poll(10, TimeUnit.SECONDS));
    }

    /** Reads one request, or what there is of it when the client hangs up. */
    boolean hear(Socket socket) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        int left = -1;
        while (left != 0) {
            int octet = in.read();
            if (octet < 0) {
                break;
            }
            text.write(octet);
            left--;
            if (left < 0 && text.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                left = length(text.toString(StandardCharsets.ISO_8859_1));
            }
        }
        heard.add(text.toString(StandardCharsets.ISO_8859_1));
        return left == 0;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept(Conversation conversation) {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                sockets.add(socket);
                Thread thread = new Thread(() -> hold(conversation, socket));
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void hold(Conversation conversation, Socket socket) {
        try (socket) {
            conversation.hold(this, socket);
        } catch (IOException | InterruptedException e) {
            // The client hung up, or the test is over.
        }
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                .map(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }
}
