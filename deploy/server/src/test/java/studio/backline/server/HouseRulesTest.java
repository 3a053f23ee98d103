package studio.backline.server;

import studio.backline.testkit.HouseRules;

class HouseRulesTest extends HouseRules {}
