package studio.backline.testkit.house.sins.writing;

import java.util.*;

class Careless {
    // TODO say where the file is
    List<String> read(String number) {
        try {
            System.out.println(Integer.parseInt(number));
        } catch (NumberFormatException e) {
        }
        return new ArrayList<>() {
            {
                add(number);
            }
        };
    }
}
