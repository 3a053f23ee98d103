package studio.backline.models;

import studio.backline.testkit.HouseRules;

class HouseRulesTest extends HouseRules {}
