package studio.backline.bench.context;

/**
 * Reads rows by id, in one transaction, for the workspace of a client; they are counted from zero.
 */
@FunctionalInterface
interface Reader {
    void read(int client, int statements);
}
