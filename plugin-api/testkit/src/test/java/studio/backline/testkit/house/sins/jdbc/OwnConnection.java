package studio.backline.testkit.house.sins.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

class OwnConnection {
    Connection open(String url) throws SQLException {
        return DriverManager.getConnection(url);
    }
}
