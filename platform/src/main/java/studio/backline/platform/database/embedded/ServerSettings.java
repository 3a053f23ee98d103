package studio.backline.platform.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The settings of the embedded server, written anew at each start. */
record ServerSettings(int port) {

    static final String FILE = "backline.conf";

    private static final String TEXT =
            """
            # Written at each start. Changes made here are lost.
            listen_addresses = '127.0.0.1'
            port = %d
            unix_socket_directories = ''
            max_connections = 100
            password_encryption = 'scram-sha-256'

            # What was committed survives a power cut.
            fsync = on
            synchronous_commit = on
            full_page_writes = on

            # No statement and no value of a row goes into the log. What a statement did wrong is told
            # to whoever sent it, often with a value; "log" leaves that out (it stands above "error"
            # here) and keeps what the server says of itself.
            log_min_messages = 'log'
            logging_collector = on
            log_directory = '../log'
            # A file each day and for so much; the server beside it takes old ones away.
            log_filename = 'postgresql-%%Y-%%m-%%d-%%H%%M%%S.log'
            log_truncate_on_rotation = off
            log_rotation_age = 1d
            log_rotation_size = %dkB
            log_file_mode = 0600
            log_statement = 'none'
            log_min_error_statement = 'panic'
            log_error_verbosity = 'terse'
            log_parameter_max_length = 0
            log_parameter_max_length_on_error = 0
            log_checkpoints = off
            log_autovacuum_min_duration = -1
            log_timezone = 'UTC'
            timezone = 'UTC'

            shared_buffers = '256MB'
            work_mem = '16MB'
            maintenance_work_mem = '128MB'
            effective_cache_size = '1GB'
            max_wal_size = '2GB'
            checkpoint_timeout = '15min'
            random_page_cost = 1.1
            jit = off
            wal_level = 'minimal'
            max_wal_senders = 0
            """;

    void write(Path cluster) throws IOException {
        Files.writeString(cluster.resolve(FILE), TEXT.formatted(port, PostgresLogs.PART_KILOBYTES));
    }
}
