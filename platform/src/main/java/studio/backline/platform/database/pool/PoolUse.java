package studio.backline.platform.database.pool;

/**
 * How a pool of connections is used now.
 *
 * @param owner the core, or the plugin by its id
 * @param active connections at work
 * @param idle connections that are open and rest
 * @param waiting threads that wait for one
 * @param most how many there may be
 */
public record PoolUse(String owner, int active, int idle, int waiting, int most) {}
