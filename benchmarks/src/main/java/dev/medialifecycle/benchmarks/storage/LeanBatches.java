package dev.medialifecycle.benchmarks.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.zip.CRC32;

/** The limit: batches of a thousand written and read byte by byte, signed, with a checksum, and every verdict looked at. */
final class LeanBatches implements Eraser {
    private static final int BATCH = 1_000;
    private static final byte[] BEGIN = ascii("<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    private static final byte[] KEY = ascii("<Object><Key>");
    private static final byte[] KEY_END = ascii("</Key></Object>");
    private static final byte[] END = ascii("</Delete>");
    private static final byte[] DELETED = ascii("<Deleted><Key>");

    private final ExecutorService threads;
    private final LinkedBlockingQueue<LeanConnection> idle = new LinkedBlockingQueue<>();
    private final int inFlight;

    LeanBatches(URI endpoint, int inFlight) throws IOException, GeneralSecurityException {
        this.inFlight = inFlight;
        this.threads = Executors.newFixedThreadPool(inFlight);
        for (int connection = 0; connection < inFlight; connection++) {
            idle.add(new LeanConnection(endpoint, Clock.systemUTC()));
        }
    }

    @Override
    public String name() {
        return "lean requests, " + inFlight + " in flight";
    }

    @Override
    public long erase(int keys) throws Exception {
        List<Future<Integer>> batches = new ArrayList<>();
        for (int from = 0; from < keys; from += BATCH) {
            int begin = from;
            int end = Math.min(keys, from + BATCH);
            batches.add(threads.submit(() -> batch(begin, end)));
        }
        long confirmed = 0;
        for (Future<Integer> batch : batches) {
            confirmed += batch.get();
        }
        return confirmed;
    }

    private int batch(int from, int to) throws IOException, GeneralSecurityException, InterruptedException {
        ByteBuffer body = ByteBuffer.allocate(BEGIN.length + END.length + (to - from) * 128);
        body.put(BEGIN);
        for (int number = from; number < to; number++) {
            body.put(KEY).put(ascii(KeySpace.key(number))).put(KEY_END);
        }
        body.put(END);
        CRC32 sum = new CRC32();
        sum.update(body.array(), 0, body.position());
        String checksum = Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
        LeanConnection connection = idle.take();
        try {
            connection.send(
                    "POST",
                    "/" + SdkClients.BUCKET,
                    "delete",
                    Map.of("x-amz-checksum-crc32", checksum, "content-length", String.valueOf(body.position())),
                    connection.sha256(body.array(), body.position()));
            connection.out().write(body.array(), 0, body.position());
            connection.receive(200);
            return confirmed(connection, from, to);
        } finally {
            idle.add(connection);
        }
    }

    private static int confirmed(LeanConnection connection, int from, int to) {
        byte[] answer = connection.body();
        BitSet confirmed = new BitSet(to - from);
        int at = connection.begin();
        while (at < connection.end()) {
            if (answer[at] == '<' && isDeleted(answer, at)) {
                int begin = at + DELETED.length;
                at = begin;
                while (answer[at] != '<') {
                    at++;
                }
                int number = KeySpace.number(answer, begin, at);
                if (number >= from && number < to) {
                    confirmed.set(number - from);
                }
            } else {
                at++;
            }
        }
        return confirmed.cardinality();
    }

    private static boolean isDeleted(byte[] answer, int at) {
        for (int sign = 0; sign < DELETED.length; sign++) {
            if (answer[at + sign] != DELETED[sign]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (LeanConnection connection : idle) {
            connection.close();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
