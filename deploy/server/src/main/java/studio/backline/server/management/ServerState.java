package studio.backline.server.management;

import java.util.List;

/**
 * How a running server is.
 *
 * @param firstRunOpen whether the first run is still to come
 * @param databaseAnswers whether the database does
 * @param databaseUrl where it is, without user and password
 * @param databaseVersion of PostgreSQL; empty where it does not answer
 * @param databaseListensOn addresses that the embedded database listens on; empty for another one
 * @param databaseFindings what is there in the database that the house did not make, in sentences
 * @param refusedNames names that something in this process asked for and that are not looked up
 */
public record ServerState(
        boolean firstRunOpen,
        boolean databaseAnswers,
        String databaseUrl,
        String databaseVersion,
        String databaseListensOn,
        List<String> databaseFindings,
        List<String> refusedNames) {}
