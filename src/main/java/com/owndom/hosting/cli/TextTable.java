package com.owndom.hosting.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows of text in columns as wide as their widest cell.
 *
 * @param rows the titles first; all of the same length
 */
record TextTable(List<List<String>> rows) {

    private static final String GAP = "  ";

    @Override
    public String toString() {
        return rows.stream().map(this::line).collect(Collectors.joining());
    }

    private String line(List<String> row) {
        return IntStream.range(0, row.size())
                        .mapToObj(column -> padded(row.get(column), width(column)))
                        .collect(Collectors.joining(GAP))
                        .stripTrailing()
                + "\n";
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }
}
