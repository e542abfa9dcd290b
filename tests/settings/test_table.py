"""Tables of settings: frozen values by name."""

import pickle

import pytest

from editor_tui.settings import Settings
from editor_tui.settings.schema import ModelSettings, PriceSettings, SiteSettings


def test_settings_are_compared_by_their_values():
    assert Settings(site=SiteSettings(kind="hugo")) == Settings().replace(site=Settings().site.replace(kind="hugo"))
    assert Settings(site=SiteSettings(kind="hugo")) != Settings()
    assert SiteSettings() != ModelSettings()
    assert hash(PriceSettings("small", 1.0)) == hash(PriceSettings(model="small", input=1.0))


def test_nobody_changes_settings():
    with pytest.raises(AttributeError):
        Settings().site.kind = "hugo"
    with pytest.raises(AttributeError):
        del Settings().site.kind


@pytest.mark.parametrize("values", [{"knid": "hugo"}, {"": 1}])
def test_a_name_that_no_setting_has_is_a_mistake(values):
    with pytest.raises(TypeError):
        SiteSettings(**values)


def test_a_value_is_given_once():
    with pytest.raises(TypeError):
        PriceSettings("small", model="large")
    with pytest.raises(TypeError):
        PriceSettings("small", 1.0, 2.0, 3.0)


def test_a_key_is_never_shown():
    shown = repr(Settings(model=ModelSettings(name="small", key="sk-secret")))

    assert "sk-secret" not in shown
    assert "name='small'" in shown


def test_settings_travel_between_processes():
    settings = Settings(site=SiteSettings(content=("notes",)), model=ModelSettings(key="sk-secret"))

    assert pickle.loads(pickle.dumps(settings)) == settings
