package dev.medialifecycle.benchmarks.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A store that speaks as much of S3 as is measured here, keeps no bytes, and can be told how slow and how busy it is. A thread for
 * each connection, so that however many requests wait for their time, none holds up another. It asks nobody for credentials.
 */
public final class LeanS3 implements AutoCloseable {
    private static final int BACKLOG = 1_000;
    private static final byte[] GO_ON = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final ServerSocket listening;
    private final String scheme;
    private final Map<Socket, Thread> open = new ConcurrentHashMap<>();
    private final AtomicLong cpuOfEnded = new AtomicLong();
    private volatile World world;

    /** What there is and what was asked of it since the last change of behaviour. */
    private record World(Behaviour behaviour, KeySpace keys, Throttle throttle, Meter meter, Uploads uploads) {
        static World of(Behaviour behaviour, int keys) {
            return new World(
                    behaviour,
                    new KeySpace(keys),
                    new Throttle(behaviour.keysPerSecond(), System::nanoTime),
                    new Meter(System::nanoTime),
                    new Uploads());
        }
    }

    private LeanS3(ServerSocket listening, String scheme, World world) {
        this.listening = listening;
        this.scheme = scheme;
        this.world = world;
    }

    /** Listens on a port of its own, with so many keys. */
    public static LeanS3 start(Behaviour behaviour, int keys) throws IOException {
        ServerSocket listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        LeanS3 server = new LeanS3(listening, "http", World.of(behaviour, keys));
        thread("lean-s3", server::accept).start();
        return server;
    }

    /** Where it is. */
    public URI endpoint() {
        return URI.create(scheme + "://127.0.0.1:" + listening.getLocalPort());
    }

    /** Begins anew with all of so many keys; connections stay. */
    public void reset(Behaviour behaviour, int keys) {
        world = World.of(behaviour, keys);
    }

    /** Which keys are gone. */
    public KeySpace keys() {
        return world.keys();
    }

    /** What it was asked. */
    public Meter meter() {
        return world.meter();
    }

    /** How many bodies came in that were not what was to be sent, and uploads in parts that were left unfinished. */
    public long broken() {
        return world.uploads().broken() + world.uploads().unfinished();
    }

    /** All bytes of bodies that came in. */
    public long received() {
        return world.uploads().bytes();
    }

    /** The processor time that its threads have used so far. */
    public Duration cpuTime() {
        long sum = cpuOfEnded.get();
        for (Thread thread : open.values()) {
            sum += Math.max(0, THREADS.getThreadCpuTime(thread.getId()));
        }
        return Duration.ofNanos(sum);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : open.keySet()) {
            socket.close();
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                Thread thread = thread("lean-s3 " + socket.getPort(), () -> serve(socket));
                open.put(socket, thread);
                world.meter().connected();
                thread.start();
            } catch (IOException e) {
                // Closed, or a client that went away before it was greeted.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            Wire wire = new Wire(in);
            World served = world;
            Service service = service(served);
            for (Head head = wire.head(); head != null; head = wire.head()) {
                if (served != world) {
                    served = world;
                    service = service(served);
                }
                serve(head, wire, service, served, out);
                if (head.endsConnection()) {
                    break;
                }
            }
        } catch (IOException e) {
            // The client went away, or this server was closed.
        } finally {
            cpuOfEnded.addAndGet(THREADS.getCurrentThreadCpuTime());
            open.remove(socket);
        }
    }

    private static Service service(World world) {
        return new Service(world.keys(), world.uploads(), world.behaviour(), world.throttle(), world.meter());
    }

    private static void serve(Head head, Wire wire, Service service, World world, OutputStream out) throws IOException {
        long begun = world.meter().begins();
        try {
            if ("100-continue".equalsIgnoreCase(head.header("expect"))) {
                out.write(GO_ON);
            }
            LateBody body = new LateBody(wire.body(head));
            Answer answer = service.answer(head, body);
            waitUntil(body.lastRead + world.behaviour().latency().toNanos());
            answer.write(out, head.method().equals("HEAD"));
        } finally {
            world.meter().ends(begun);
        }
    }

    /** The latency is that of the network and the store, so what this machine needs for the answer is not added to it. */
    private static final class LateBody extends FilterInputStream {
        private long lastRead = System.nanoTime();

        LateBody(InputStream body) {
            super(body);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read >= 0) {
                lastRead = System.nanoTime();
            }
            return read;
        }
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
