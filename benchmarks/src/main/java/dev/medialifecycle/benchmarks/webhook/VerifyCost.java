package dev.medialifecycle.benchmarks.webhook;

import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.measure.Table;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What verifying costs beside the HMAC that it cannot do without, for bodies in ASCII and in other scripts, beside peers. */
public final class VerifyCost {
    private static final Map<Integer, Double> GOALS = Map.of(1, 1.15, 16, 1.05, 256, 1.02);
    private static final int MOST_BYTES = 768;

    private VerifyCost() {}

    /** Takes {@code sizes} (in KB), {@code rounds} and {@code peers} ({@code yes} or {@code no}). */
    public static void main(String[] args) {
        Arguments arguments = new Arguments(args, "sizes", "rounds", "peers");
        System.out.println(Machine.description());
        PairedCost cost = new PairedCost(Clock.systemUTC(), arguments.number("rounds", 31));
        List<Verifying> contenders = new ArrayList<>();
        contenders.add(new RawMac(Base64.getDecoder().decode(SignedRequest.SECRET.substring(6))));
        contenders.add(Ours.standardWebhooks());
        contenders.add(Ours.stripe());
        if (arguments.word("peers", "yes").equals("yes")) {
            contenders.addAll(Peers.all());
        }
        for (int size : arguments.numbers("sizes", 1, 16, 256)) {
            for (boolean isAscii : new boolean[] {true, false}) {
                byte[] body = SignedRequest.body(size << 10, isAscii);
                print(size, isAscii, cost.of(body, contenders), contenders);
            }
        }
        System.out.println("load at the end " + Machine.load());
    }

    private static void print(int size, boolean isAscii, PairedCost.Costs costs, List<Verifying> contenders) {
        double goal = GOALS.getOrDefault(size, 1.15);
        Table table = new Table(
                size + " KB, " + (isAscii ? "ASCII" : "other scripts"),
                "x HMAC",
                "of all rounds",
                "CPU ns",
                "bytes",
                "goal");
        for (Verifying contender : contenders) {
            String name = contender.name();
            double ratio = costs.ratios().median(name);
            double bytes = costs.bytes().median(name);
            boolean isOurs = contender instanceof Ours;
            table.row(
                    name,
                    Table.fine(ratio),
                    Table.fine(costs.ratios().least(name)) + " to "
                            + Table.fine(costs.ratios().most(name)),
                    Table.whole(costs.nanos().median(name)),
                    Table.whole(bytes),
                    isOurs
                            ? Table.verdict(ratio <= goal) + " " + Table.fine(goal) + ", "
                                    + Table.verdict(bytes <= MOST_BYTES) + " " + MOST_BYTES
                            : "");
        }
        table.print();
    }
}
