from core.templatetags import look_tags


def test_address_of_mail_may_part_after_its_sign_and_is_escaped():
    assert look_tags.parted("a<b@example.org") == "a&lt;b@<wbr>example.org"


def test_each_line_of_a_clause_is_a_paragraph():
    assert look_tags.placeholders("Au moins [n] heures.\r\n\nEt <un> suivi.") == (
        "<p>Au moins <mark>[n]</mark> heures.</p>\n<p>Et &lt;un&gt; suivi.</p>"
    )
