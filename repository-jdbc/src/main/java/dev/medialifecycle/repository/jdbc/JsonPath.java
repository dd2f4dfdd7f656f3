package dev.medialifecycle.repository.jdbc;

import java.util.List;

/** The names that lead to a member of nested JSON objects. */
record JsonPath(List<String> names) {
    JsonPath {
        names = List.copyOf(names);
    }

    static JsonPath of(String... names) {
        if (names.length == 0) {
            throw new IllegalArgumentException("A path into JSON needs a name");
        }
        for (String name : names) {
            if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("Not a name of a member of a JSON object: " + name);
            }
        }
        return new JsonPath(List.of(names));
    }

    /** The member's text, as an index of the host's would say it. */
    String inPostgres(String column) {
        StringBuilder sql = new StringBuilder(column);
        for (int i = 0; i < names.size(); i++) {
            boolean isLast = i == names.size() - 1;
            sql.append(isLast ? " ->> '" : " -> '")
                    .append(names.get(i).replace("'", "''"))
                    .append('\'');
        }
        return sql.toString();
    }

    /** The member as a piece of JSON, text in its quotes. */
    String inH2(String column) {
        StringBuilder sql = new StringBuilder("CAST((").append(column).append(')');
        names.forEach(
                name -> sql.append(".\"").append(name.replace("\"", "\"\"")).append('"'));
        return sql.append(" AS VARCHAR)").toString();
    }

    @Override
    public String toString() {
        return String.join(".", names);
    }
}
