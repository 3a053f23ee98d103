package studio.backline.testkit.house.sins.injection;

import org.springframework.beans.factory.annotation.Autowired;

class InjectedField {
    @Autowired Runnable service;
}
