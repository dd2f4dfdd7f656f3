package dev.medialifecycle.benchmarks.outbox;

import java.util.ArrayList;
import java.util.List;

/** Requests, refused requests and deleted keys of a store, second by second. */
public final class Tally {
    private final List<int[]> seconds = new ArrayList<>();

    synchronized void add(int second, int keys, boolean isRefused) {
        int[] row = at(second);
        row[0]++;
        row[1] += isRefused ? 1 : 0;
        row[2] += isRefused ? 0 : keys;
    }

    /** Requests between two seconds, the second one not included. */
    public int requests(int from, int to) {
        return sum(0, from, to);
    }

    /** Refused requests between two seconds. */
    public int refused(int from, int to) {
        return sum(1, from, to);
    }

    /** Deleted keys between two seconds. */
    public int deleted(int from, int to) {
        return sum(2, from, to);
    }

    /** The share of requests that were refused between two seconds; 0 if there was none. */
    public double wasted(int from, int to) {
        int requests = requests(from, to);
        return requests == 0 ? 0 : (double) refused(from, to) / requests;
    }

    private synchronized int sum(int column, int from, int to) {
        int sum = 0;
        for (int second = from; second < to; second++) {
            sum += at(second)[column];
        }
        return sum;
    }

    private int[] at(int second) {
        while (seconds.size() <= second) {
            seconds.add(new int[3]);
        }
        return seconds.get(second);
    }
}
