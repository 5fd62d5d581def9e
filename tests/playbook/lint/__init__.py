"""One file for each rule of the lint: what it finds, with its place and hint, and what it must not find."""

import pytest

pytest.register_assert_rewrite("tests.playbook.lint.mine")
