package studio.backline.platform.health;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.backline.platform.database.Database;

/** Does the database answer, and is it as the house has made it? */
record DatabaseExamination(Database database) implements Examination {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseExamination.class);

    @Override
    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        try (Connection connection = database.openAdmin();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show server_version")) {
            row.next();
            findings.add(Finding.good("database.answers", database.url(), row.getString(1)));
            for (String found : database.lint()) {
                findings.add(Finding.bad("database.found", found));
            }
        } catch (SQLException e) {
            LOG.warn("The database does not answer", e);
            findings.add(Finding.bad("database.silent", database.url()));
        }
        return findings;
    }
}
