package dev.medialifecycle.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows in columns wide enough for them, in the form that Markdown shows as a table. */
public final class Table {
    private final List<String[]> rows = new ArrayList<>();

    /** Starts with the heads of the columns. */
    public Table(String... heads) {
        rows.add(heads);
    }

    /** Adds a row with as many cells as there are heads. */
    public Table row(String... cells) {
        if (cells.length != rows.get(0).length) {
            throw new IllegalArgumentException("A row of " + cells.length + " cells does not fit");
        }
        rows.add(cells);
        return this;
    }

    /** A whole number with thousands apart. */
    public static String whole(double figure) {
        return String.format(Locale.ROOT, "%,d", Math.round(figure));
    }

    /** A ratio or a share, with two decimals. */
    public static String fine(double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }

    /** Whether a goal was met, in a word that a search finds. */
    public static String verdict(boolean isMet) {
        return isMet ? "met" : "MISSED";
    }

    /** Prints it, unless it has no row. */
    public void print() {
        if (rows.size() == 1) {
            return;
        }
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                widths[column] = Math.max(widths[column], row[column].length());
            }
        }
        System.out.println();
        for (int line = 0; line < rows.size(); line++) {
            System.out.println(line(rows.get(line), widths));
            if (line == 0) {
                System.out.println(rule(widths));
            }
        }
        System.out.println();
    }

    private static String line(String[] cells, int[] widths) {
        StringBuilder text = new StringBuilder("|");
        for (int column = 0; column < cells.length; column++) {
            int missing = widths[column] - cells[column].length();
            String pad = " ".repeat(missing);
            text.append(' ')
                    .append(column == 0 ? cells[column] + pad : pad + cells[column])
                    .append(" |");
        }
        return text.toString();
    }

    private static String rule(int[] widths) {
        StringBuilder text = new StringBuilder("|");
        for (int column = 0; column < widths.length; column++) {
            text.append("-".repeat(widths[column] + 1)).append(column == 0 ? "-|" : ":|");
        }
        return text.toString();
    }
}
