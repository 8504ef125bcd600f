import json
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from dashboard.feed.blob import pack, read_sent, squeeze, unpack, with_token

columns = st.dictionaries(
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=12),
    st.sampled_from(["<u1", "<u2", "<i4", "<f4", "<f8"]).flatmap(
        lambda code: hnp.arrays(np.dtype(code), st.integers(0, 40))
    ),
    max_size=6,
)


@given(
    columns,
    st.dictionaries(
        st.text(max_size=8).filter(lambda k: k != "columns"), st.text(max_size=20), max_size=4
    ),
)
def test_what_is_packed_comes_out_the_same(columns: dict, header: dict) -> None:
    found, arrays = unpack(pack(header, columns))
    assert found == header
    assert list(arrays) == list(columns)
    for name, column in columns.items():
        np.testing.assert_array_equal(arrays[name], column)


@given(columns)
def test_every_column_starts_where_a_typed_array_may(columns: dict) -> None:
    blob = pack({}, columns)
    (length,) = struct.unpack_from("<I", blob)
    layout = json.loads(blob[4 : 4 + length])["columns"]
    assert all(entry["offset"] % 8 == 0 for entry in layout.values())


def test_a_session_gets_its_own_token_and_the_same_data() -> None:
    squeezed = squeeze(pack({"version": 1}, {"a": np.arange(3, dtype="i4")}))
    token = "0123456789abcdef" * 2
    read, blob = read_sent(with_token(squeezed, token))
    header, arrays = unpack(blob)
    assert read == token
    assert header == {"version": 1}
    assert arrays["a"].tolist() == [0, 1, 2]
    for wrong in ("0" * 31, "0" * 33, 'x","evil":"' + "a" * 21, "é" * 32):
        with pytest.raises(ValueError, match="token"):
            with_token(squeezed, wrong)
